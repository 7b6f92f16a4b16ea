package dev.slipway.serving.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.core.access.Access;
import dev.slipway.core.access.BypassToken;
import dev.slipway.core.alias.Domain;
import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.secret.Secret;
import dev.slipway.serving.http.Answer;
import dev.slipway.serving.http.Body;
import dev.slipway.serving.http.Request;
import dev.slipway.serving.page.AccessPages;
import dev.slipway.serving.page.Pages;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Optional;

/// What stands before every host: lets everybody pass to an open one, and to a guarded one whom its
/// [Access.Guarded] lets in. Thread-safe.
/*
 * Three things let a visitor in, and each leaves a cookie of this one host, so that assets need no
 * more than pages:
 *
 *   a password    posted to /.slipway/access   -> a session, for a week
 *   a share link  ?slipway_share=TOKEN         -> the token itself, until it expires
 *   a bypass      x-slipway-bypass: TOKEN      -> nothing, or a session for a day if asked for
 *
 * Whatever a cookie says can be checked with what the route has: there is no list of sessions, and
 * changing the password, ending the links or removing the token ends what they opened.
 *
 * All methods are alike before the gate, OPTIONS too: what a host allows is part of what it guards.
 */
public final class Gate {

  /// What begins the paths on a guarded host that are ours.
  static final String RESERVED = "/.slipway/";

  private static final Duration PASSWORD_LIFETIME = Duration.ofDays(7);
  private static final Duration BYPASS_LIFETIME = Duration.ofDays(1);
  private static final int LONGEST_FORM = 2048;
  private static final String SHARE_PREFIX = Destination.SHARE + "=";

  private final Clock clock;
  private final AccessCookie cookie;
  private final PasswordChecks passwords;
  private final Links links = new Links();

  /// Guards the hosts below `domain`.
  public Gate(Domain domain, Clock clock) {
    this.clock = clock;
    this.cookie = new AccessCookie(domain);
    this.passwords = new PasswordChecks(clock);
  }

  /// Tells what becomes of `request` for the host `label`, which `access` may see.
  public Passage pass(Access access, HostLabel label, Request request) {
    return switch (access) {
      case Access.Open _ -> new Passage.Free();
      case Access.Guarded guarded -> new Visit(guarded, label, request, clock.instant()).pass();
    };
  }

  /// One request for a guarded host.
  private final class Visit {

    private final Access.Guarded guarded;
    private final HostLabel label;
    private final Request request;
    private final Instant now;

    Visit(Access.Guarded guarded, HostLabel label, Request request, Instant now) {
      this.guarded = guarded;
      this.label = label;
      this.request = request;
      this.now = now;
    }

    Passage pass() {
      var path = request.path();
      if (path.equals(AccessPages.ACTION) && request.method().equals("POST")) {
        return new Passage.Stopped(logIn());
      }
      var bypass = bypass();
      boolean known = bypass.isPresent() || cookie.values(request).stream().anyMatch(this::opens);
      if (path.startsWith(RESERVED)) {
        return new Passage.Stopped(known ? reserved(path) : closed("/"));
      }
      var shared = shared();
      if (shared.isPresent()) {
        return new Passage.Stopped(follow(shared.get(), known));
      }
      return known
          ? new Passage.Admitted(bypass.filter(_ -> wantsCookie()).map(this::bypassCookie))
          : new Passage.Stopped(closed(Destination.of(path, request.query())));
    }

    private Answer reserved(String path) {
      return path.equals(AccessPages.ACTION) ? to("/", Optional.empty()) : Pages.notFound();
    }

    private Answer closed(String next) {
      return guarded.password().isPresent() ? AccessPages.password(next) : AccessPages.noPassword();
    }

    /// Returns the digest of the bypass token that the request came with, if it is one.
    private Optional<String> bypass() {
      return guarded.bypassSha256().isEmpty()
          ? Optional.empty()
          : request.header("x-slipway-bypass").flatMap(this::known);
    }

    private Optional<String> known(String token) {
      var given = new BypassToken(new Secret(token.strip())).sha256().getBytes(UTF_8);
      return guarded.bypassSha256().stream()
          .filter(digest -> MessageDigest.isEqual(digest.getBytes(UTF_8), given))
          .findFirst();
    }

    private boolean wantsCookie() {
      return request.header("x-slipway-set-bypass-cookie").filter("true"::equals).isPresent();
    }

    private String bypassCookie(String digest) {
      var expiry = now.plus(BYPASS_LIFETIME);
      var session = Session.open(Session.Kind.BYPASS, label, digest, expiry);
      return cookie.setting(session.text(), now, expiry);
    }

    private boolean opens(String value) {
      return Session.parse(value).map(this::holds).orElseGet(() -> link(value).isPresent());
    }

    private boolean holds(Session session) {
      var keys =
          switch (session.kind()) {
            case PASSWORD -> guarded.password().stream().map(hash -> hash.value());
            case BYPASS -> guarded.bypassSha256().stream();
          };
      return keys.anyMatch(key -> session.holds(label, key, now));
    }

    private Optional<Instant> link(String token) {
      return links.valid(token, label, guarded.sharingKey(), now).map(valid -> valid.expiresAt());
    }

    /// Returns the share token that the address asks with.
    private Optional<String> shared() {
      return Arrays.stream(request.query().split("&", -1))
          .filter(pair -> pair.startsWith(SHARE_PREFIX))
          .map(pair -> pair.substring(SHARE_PREFIX.length()))
          .findFirst();
    }

    private Answer follow(String token, boolean known) {
      var next = Destination.of(request.path(), request.query());
      var expiry = link(token);
      if (expiry.isPresent()) {
        return to(next, Optional.of(cookie.setting(token, now, expiry.get())));
      }
      if (known) {
        return to(next, Optional.empty());
      }
      return guarded.password().isPresent() ? AccessPages.deadLink(next) : AccessPages.deadLink();
    }

    private Answer logIn() {
      if (!isOwnForm()) {
        return AccessPages.foreignForm();
      }
      var hash = guarded.password();
      if (hash.isEmpty()) {
        return AccessPages.noPassword();
      }
      var form = request.body(LONGEST_FORM).flatMap(PostedForm::parse);
      if (form.isEmpty()) {
        return AccessPages.unreadableForm();
      }
      var next = Destination.of(form.get().field("next"));
      var password = new Secret(form.get().field("password"));
      return switch (passwords.check(hash.get(), password, request.client())) {
        case PasswordChecks.Outcome.Right _ ->
            to(next, Optional.of(sessionCookie(hash.get().value())));
        case PasswordChecks.Outcome.Wrong _ -> AccessPages.wrongPassword(next);
        case PasswordChecks.Outcome.TooMany(var seconds) -> AccessPages.tooMany(seconds);
      };
    }

    /// Tells whether the password may come from the form of this host: browsers say where one comes
    /// from that does not, and nobody's browser is to guess passwords for others.
    private boolean isOwnForm() {
      return request
          .header("Origin")
          .map(origin ->
              origin.equals("https://" + request.authority())
                  || origin.equals("http://" + request.authority()))
          .orElse(true);
    }

    private String sessionCookie(String key) {
      var expiry = now.plus(PASSWORD_LIFETIME);
      var session = Session.open(Session.Kind.PASSWORD, label, key, expiry);
      return cookie.setting(session.text(), now, expiry);
    }
  }

  /// Returns a redirect to `path`, without a trace of the address that was asked for.
  private static Answer to(String path, Optional<String> setCookie) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("Location", path);
    fields.put("Cache-Control", "no-store");
    fields.put("X-Robots-Tag", "noindex");
    fields.put("Referrer-Policy", "no-referrer");
    setCookie.ifPresent(cookie -> fields.put("Set-Cookie", cookie));
    return new Answer(303, fields, new Body.None());
  }
}
