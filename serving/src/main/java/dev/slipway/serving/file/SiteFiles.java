package dev.slipway.serving.file;

import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.rules.BasicAuth;
import dev.slipway.artifact.rules.Rules;
import dev.slipway.serving.http.Answer;
import dev.slipway.serving.http.Body;
import dev.slipway.serving.http.Request;
import dev.slipway.serving.page.Pages;
import dev.slipway.serving.trace.Trace;
import dev.slipway.serving.trace.Trace.Topic;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// The files of one artifact, as a host hands them out by the rules of its site.
///
/// An answer says which bytes of the artifact it has, and holds none of them.
public final class SiteFiles {

  private static final String METHODS = "GET, HEAD, OPTIONS";
  private static final String CHALLENGE = "Basic realm=\"Protected\", charset=\"UTF-8\"";

  private final Rules rules;
  private final Terms terms;
  private final RuledFiles files;

  /// Hands out `artifact` on `terms`. What claims to be of later than `clock` says has no
  /// `Last-Modified`, as the standard wants it.
  public SiteFiles(Artifact artifact, Terms terms, Clock clock) {
    this(artifact, terms, Earlier.NONE, clock);
  }

  /// Does the same for a host that showed `earlier` until a short while ago.
  public SiteFiles(Artifact artifact, Terms terms, Earlier earlier, Clock clock) {
    this(new Shown(artifact, artifact.rules(), earlier), terms, clock);
  }

  SiteFiles(Shown shown, Terms terms, Clock clock) {
    this.rules = shown.rules();
    this.terms = terms;
    var answers = new FileAnswers(terms, modified(shown.artifact(), clock.instant()));
    this.files = new RuledFiles(shown, terms, answers);
  }

  /// Returns the answer to `request`.
  public Answer answer(Request request) {
    return answer(request, Trace.NONE);
  }

  /// Returns the answer to `request`; `trace` hears how it comes about.
  public Answer answer(Request request, Trace trace) {
    var parsed = RequestPath.parse(request.path());
    if (parsed.isEmpty()) {
      trace.step(Topic.PATH, () -> "is none that a file could have");
      var draft = Draft.page(Pages.badAddress(), trace);
      terms.addTo(draft.fields());
      return draft.answer();
    }
    var path = parsed.get();
    trace.step(Topic.PATH, path::encoded);
    var visit = new RequestVisit(request, terms.scheme(), path);
    return answer(new Exchange(request, path, visit, rules.headers(visit), trace));
  }

  private Answer answer(Exchange exchange) {
    return switch (exchange.request().method()) {
      case "GET", "HEAD" -> read(exchange);
      case "OPTIONS" ->
          allowed(exchange, new Draft(204, new Fields(exchange.trace()), new Body.None()));
      default -> allowed(exchange, Draft.page(Pages.methodNotAllowed(), exchange.trace()));
    };
  }

  private Answer allowed(Exchange exchange, Draft draft) {
    draft.fields().set("Allow", METHODS, "a site is there to be read");
    return finished(exchange, draft);
  }

  private Answer read(Exchange exchange) {
    var auth = rules.basicAuth(exchange.visit());
    return auth.isPresent()
        ? guarded(exchange, auth.get())
        : finished(exchange, files.answer(exchange));
  }

  /// Returns the answer for a path that not everybody may see: nobody else may keep it, whatever
  /// the rules for headers say.
  private Answer guarded(Exchange exchange, BasicAuth auth) {
    var sent = exchange.request().header("Authorization");
    boolean known = Credentials.match(auth.credentials(), sent);
    exchange.trace().rule(auth.origin(), () -> known ? "lets in" : "keeps out: 401");
    var draft = known ? files.answer(exchange) : unauthorized(exchange.trace());
    finish(exchange, draft, false);
    draft.fields().set("Cache-Control", "private, no-store", auth.origin());
    return draft.answer();
  }

  private static Draft unauthorized(Trace trace) {
    var draft = Draft.page(Pages.unauthorized(), trace);
    draft.fields().set("WWW-Authenticate", CHALLENGE, "the path is protected");
    return draft;
  }

  private Answer finished(Exchange exchange, Draft draft) {
    finish(exchange, draft, draft.status() < 400);
    return draft.answer();
  }

  private void finish(Exchange exchange, Draft draft, boolean keepable) {
    terms.addTo(draft.fields());
    HeaderRules.apply(exchange.changes(), draft, keepable, exchange.trace());
    for (var field : exchange.visit().fields()) {
      draft.fields().vary(field, "a rule looked at this field of the request");
    }
  }

  private static Optional<Instant> modified(Artifact artifact, Instant now) {
    var committed = artifact.committedAt().truncatedTo(ChronoUnit.SECONDS);
    return committed.isAfter(now) ? Optional.empty() : Optional.of(committed);
  }
}
