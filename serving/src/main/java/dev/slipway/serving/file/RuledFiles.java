package dev.slipway.serving.file;

import dev.slipway.artifact.Fallback;
import dev.slipway.artifact.StoredFile;
import dev.slipway.artifact.rules.Redirection;
import dev.slipway.artifact.rules.Rules;
import dev.slipway.artifact.rules.Stage;
import dev.slipway.serving.http.Body;
import dev.slipway.serving.page.Pages;
import dev.slipway.serving.trace.Trace.Topic;
import java.util.Optional;

/// What a path gets: by a rule that wins over files, by the files, by a rule where there is none,
/// and else what stands in for a file.
final class RuledFiles {

  private static final String NOT_FOUND = "404.html";
  private static final String ANY_PATH = "200.html";
  private static final String INDEX = "index.html";

  private final Shown shown;
  private final Rules rules;
  private final Terms terms;
  private final FileAnswers files;
  private final Lookup lookup;

  RuledFiles(Shown shown, Terms terms, FileAnswers files) {
    this.shown = shown;
    this.rules = shown.rules();
    this.terms = terms;
    this.files = files;
    this.lookup = new Lookup(shown.artifact()::file, rules.paths());
  }

  /// Returns the answer to a `GET` or `HEAD`.
  Draft answer(Exchange exchange) {
    return ruled(exchange, Stage.BEFORE_FILES).orElseGet(() -> unruled(exchange));
  }

  private Draft unruled(Exchange exchange) {
    return switch (lookup.find(exchange.path())) {
      case Lookup.Found.Here(var file) -> {
        tellOfShadowed(exchange, file);
        yield files.of(exchange, file, new Fields(exchange.trace()));
      }
      case Lookup.Found.Elsewhere(var home, var file) -> {
        tellOfShadowed(exchange, file);
        yield redirect(exchange, home, file);
      }
      case Lookup.Found.Nowhere _ -> withoutFile(exchange);
    };
  }

  /// Returns the answer where no file is shown now. A hashed file that was shown before goes before
  /// the rules, since these may have a page for every path.
  private Draft withoutFile(Exchange exchange) {
    var before =
        exchange.path().folder()
            ? Optional.<StoredFile>empty()
            : shown.earlier().file(exchange.path().joined());
    if (before.isPresent()) {
      exchange.trace().step(Topic.PATH, () -> "of a deployment that was shown a short while ago");
      return files.of(exchange, before.get(), new Fields(exchange.trace()));
    }
    return ruled(exchange, Stage.WITHOUT_FILE).orElseGet(() -> notFound(exchange));
  }

  private static Draft redirect(Exchange exchange, RequestPath home, StoredFile file) {
    exchange.trace().step(Topic.PATH, () -> "is another address of " + file.file().path());
    return away(exchange, 308, home.encoded() + query(exchange));
  }

  private static Draft away(Exchange exchange, int status, String location) {
    var fields = new Fields(exchange.trace());
    fields.set("Location", location, "where the visitor is sent");
    fields.set("Cache-Control", Terms.ASK_EACH_TIME, "a redirect may lead elsewhere tomorrow");
    return new Draft(status, fields, new Body.None());
  }

  private static String query(Exchange exchange) {
    var query = exchange.request().query();
    return query.isEmpty() ? "" : "?" + FieldText.ofQuery(query);
  }

  private Optional<Draft> ruled(Exchange exchange, Stage stage) {
    var found = rules.redirection(exchange.visit(), stage);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    var redirection = found.get();
    if (redirection.sendsAway() && leadsHere(exchange, redirection)) {
      exchange
          .trace()
          .rule(redirection.origin(), () -> "matches, but leads to where one is: passed over");
      return Optional.empty();
    }
    exchange
        .trace()
        .rule(
            redirection.origin(),
            () -> "matches: %d %s".formatted(redirection.status(), redirection.target()));
    return Optional.of(
        redirection.sendsAway()
            ? away(exchange, redirection.status(), FieldText.ofQuery(redirection.target()))
            : answerAt(exchange, redirection));
  }

  /// Tells whether `redirection` would send a visitor round and round.
  private static boolean leadsHere(Exchange exchange, Redirection redirection) {
    var target = redirection.target();
    var here = exchange.path().encoded();
    return target.startsWith(here) && target.equals(here + query(exchange));
  }

  /// Returns the answer with the file at the target. Rules are not looked at again for it.
  private Draft answerAt(Exchange exchange, Redirection redirection) {
    boolean found = redirection.status() == 200;
    var file = RequestPath.parse(pathOf(redirection.target())).flatMap(lookup::file);
    if (file.isPresent()) {
      return found
          ? files.of(exchange, file.get(), new Fields(exchange.trace()))
          : files.instead(exchange, file.get(), redirection.status());
    }
    exchange.trace().step(Topic.PATH, () -> "no file is at " + redirection.target());
    return found
        ? notFound(exchange)
        : Draft.page(Pages.refused(redirection.status()), exchange.trace());
  }

  private static String pathOf(String target) {
    int end = 0;
    while (end < target.length() && target.charAt(end) != '?' && target.charAt(end) != '#') {
      end++;
    }
    return target.substring(0, end);
  }

  private Draft notFound(Exchange exchange) {
    var page = lookup.nearest(NOT_FOUND, exchange.path());
    if (page.isPresent()) {
      exchange.trace().step(Topic.PATH, () -> "no file there: the nearest 404.html answers");
      return files.instead(exchange, page.get(), 404);
    }
    var fallback = fallback();
    if (fallback.isEmpty()) {
      exchange.trace().step(Topic.PATH, () -> "no file there, and nothing to answer instead");
      return Draft.page(Pages.notFound(), exchange.trace());
    }
    return fallback(exchange, fallback.get());
  }

  private Draft fallback(Exchange exchange, StoredFile file) {
    var fields = new Fields(exchange.trace());
    if (Navigation.is(exchange.request(), exchange.path())) {
      exchange.trace().step(Topic.PATH, () -> "no file there: a navigation gets the app's page");
      Navigation.vary(fields);
      return files.of(exchange, file, fields);
    }
    exchange.trace().step(Topic.PATH, () -> "no file there, and this is no navigation");
    var page = Draft.page(Pages.notFound(), exchange.trace());
    Navigation.vary(page.fields());
    return page;
  }

  private Optional<StoredFile> fallback() {
    var own = shown.artifact().file(ANY_PATH);
    return own.isPresent() || shown.artifact().fallback() != Fallback.SINGLE_PAGE
        ? own
        : shown.artifact().file(INDEX);
  }

  private void tellOfShadowed(Exchange exchange, StoredFile file) {
    exchange
        .trace()
        .aside(() -> {
          var visit = new RequestVisit(exchange.request(), terms.scheme(), exchange.path());
          rules
              .redirection(visit, Stage.WITHOUT_FILE)
              .ifPresent(shadowed ->
                  exchange
                      .trace()
                      .rule(
                          shadowed.origin(),
                          () ->
                              "would match, but the file "
                                  + file.file().path()
                                  + " goes before it"));
        });
  }
}
