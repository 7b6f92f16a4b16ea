package dev.slipway.receiver.dashboard;

import dev.slipway.receiver.access.BearerTokens;
import dev.slipway.receiver.body.Bodies;
import dev.slipway.receiver.body.BodyLimits;
import dev.slipway.receiver.route.Endpoint;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Signing in with an API token, and out.
final class SignIn {

  private static final System.Logger LOGGER = System.getLogger(SignIn.class.getName());

  private static final BodyLimits LIMITS = new BodyLimits(4 * 1024, Duration.ofSeconds(10));
  private static final Pattern PAGE =
      Pattern.compile("/|/(?:projects|deployments)/[a-z0-9-]{1,40}(?:/variables|/kept)?");
  private static final String WRONG = "That is not a valid API token.";

  private final BearerTokens tokens;
  private final Sessions sessions;
  private final SessionCookie cookie;
  private final Bodies bodies;
  private final Gate gate;
  private final Pages pages;

  /// What signing in works with.
  record Parts(
      BearerTokens tokens, Sessions sessions, SessionCookie cookie, Bodies bodies, Gate gate) {}

  SignIn(Parts parts, Pages pages) {
    this.tokens = parts.tokens();
    this.sessions = parts.sessions();
    this.cookie = parts.cookie();
    this.bodies = parts.bodies();
    this.gate = parts.gate();
    this.pages = pages;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/sign-in", this::show),
        Endpoint.post("/sign-in", gate.fromHere(this::signIn)),
        Endpoint.post("/sign-out", gate.fromHere(this::signOut)));
  }

  /// Tells whether `path` is one of a page that may be gone to after signing in.
  static boolean isPage(String path) {
    return PAGE.matcher(path).matches();
  }

  private void show(ServerRequest request, ServerResponse response) {
    var next = request.query().contains("next") ? request.query().get("next") : "/";
    page(request, response, Status.OK_200, new View(next, ""));
  }

  private void signIn(ServerRequest request, ServerResponse response) {
    var form = Form.parse(bodies.read(request, LIMITS));
    var owner = tokens.owner(form.field("token"));
    if (owner.isEmpty()) {
      LOGGER.log(Level.WARNING, "Refused a sign-in: the token is nobody's");
      page(request, response, Status.FORBIDDEN_403, new View(form.field("next"), WRONG));
      return;
    }
    cookie.ids(request).forEach(sessions::close);
    cookie.set(response, sessions.open(owner.get()));
    LOGGER.log(Level.INFO, "Signed in account={0}", owner.get().value());
    Redirects.see(response, isPage(form.field("next")) ? form.field("next") : "/");
  }

  private void signOut(ServerRequest request, ServerResponse response) {
    cookie.ids(request).forEach(sessions::close);
    cookie.clear(response);
    Redirects.see(response, "/sign-in");
  }

  private record View(String next, String error) {}

  private void page(ServerRequest request, ServerResponse response, Status status, View view) {
    var next = isPage(view.next()) ? view.next() : "/";
    response.status(status);
    pages.send(request, response, "signin.jte", Map.of("next", next, "error", view.error()));
  }
}
