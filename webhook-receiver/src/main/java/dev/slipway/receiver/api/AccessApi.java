package dev.slipway.receiver.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.core.access.AccessChange;
import dev.slipway.core.access.AccessSettings;
import dev.slipway.core.account.AccountId;
import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.project.Project;
import dev.slipway.receiver.access.Owned;
import dev.slipway.receiver.body.Bodies;
import dev.slipway.receiver.body.BodyLimits;
import dev.slipway.receiver.guard.Guarding;
import dev.slipway.receiver.guard.Lifetime;
import dev.slipway.receiver.guard.Share;
import dev.slipway.receiver.json.JsonRequest;
import dev.slipway.receiver.problem.Problem;
import dev.slipway.receiver.route.Endpoint;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The calls about who may see a project's hosts. Passwords only come in; a bypass token goes out
/// once.
final class AccessApi {

  private static final BodyLimits LIMITS = new BodyLimits(4 * 1024, Duration.ofSeconds(10));
  private static final String PATH = "/api/projects/{project}/access";
  private static final String GUARDED = "guarded";
  private static final String OPEN = "open";
  private static final String EXPIRES_IN = "expiresIn";

  private final Guarding guarding;
  private final Owned owned;
  private final Bodies bodies;
  private final Authenticated authenticated;

  AccessApi(Guarding guarding, Owned owned, Bodies bodies, Authenticated authenticated) {
    this.guarding = guarding;
    this.owned = owned;
    this.bodies = bodies;
    this.authenticated = authenticated;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(PATH, authenticated.handler(this::show)),
        Endpoint.put(PATH, authenticated.handler(this::change)),
        Endpoint.post(PATH + "/bypass", authenticated.handler(this::addBypass)),
        Endpoint.delete(PATH + "/bypass/{label}", authenticated.handler(this::removeBypass)),
        Endpoint.delete(PATH + "/shares", authenticated.handler(this::endShares)),
        Endpoint.post("/api/projects/{project}/share", authenticated.handler(this::shareHost)),
        Endpoint.post("/api/deployments/{id}/share", authenticated.handler(this::share)));
  }

  private void show(AccountId account, ServerRequest request, ServerResponse response) {
    var settings = guarding.settings(project(account, request));
    Documents.send(request, response, Status.OK_200, document(settings));
  }

  private void change(AccountId account, ServerRequest request, ServerResponse response) {
    var project = project(account, request);
    var wanted = read(request, Set.of("production", "preview", "password"));
    var production = guard(wanted, "production");
    var preview = guard(wanted, "preview");
    var change = new AccessChange(production, preview, password(wanted));
    var settings = guarding.change(project, change);
    Documents.send(request, response, Status.OK_200, document(settings));
  }

  private static Optional<Boolean> guard(JsonRequest wanted, String field) {
    return wanted
        .text(field)
        .map(text ->
            switch (text) {
              case GUARDED -> true;
              case OPEN -> false;
              default -> throw Problem.notAllowed(field, "Must be open or guarded.").exception();
            });
  }

  private Optional<AccessChange.Password> password(JsonRequest wanted) {
    return wanted.names("password")
        ? Optional.of(
            wanted
                .text("password")
                .map(guarding::password)
                .orElseGet(AccessChange.Password.Removed::new))
        : Optional.empty();
  }

  private void addBypass(AccountId account, ServerRequest request, ServerResponse response) {
    var project = project(account, request);
    var label = read(request, Set.of("label")).required("label");
    var token = guarding.addBypass(project, label);
    var document =
        JsonNodeFactory.instance
            .objectNode()
            .put("label", label)
            .put("token", token.secret().reveal());
    Documents.send(request, response, Status.CREATED_201, document);
  }

  private void removeBypass(AccountId account, ServerRequest request, ServerResponse response) {
    var project = project(account, request);
    guarding.removeBypass(project, request.path().pathParameters().get("label"));
    done(response);
  }

  private void endShares(AccountId account, ServerRequest request, ServerResponse response) {
    guarding.endShares(project(account, request));
    done(response);
  }

  private void shareHost(AccountId account, ServerRequest request, ServerResponse response) {
    var project = project(account, request);
    var wanted = read(request, Set.of("host", EXPIRES_IN));
    var label = wanted.text("host").map(AccessApi::label).orElseGet(() -> own(project));
    send(guarding.share(project, label, lifetime(wanted)), request, response);
  }

  private void share(AccountId account, ServerRequest request, ServerResponse response) {
    var found = owned.deployment(account, request.path().pathParameters().get("id"));
    var wanted = read(request, Set.of(EXPIRES_IN));
    var shared = guarding.share(found.project(), found.deployment(), lifetime(wanted));
    send(shared, request, response);
  }

  private static HostLabel label(String text) {
    return HostLabel.parse(text)
        .orElseThrow(() ->
            Problem.notAllowed("host", "Must be what stands before the platform's domain.")
                .exception());
  }

  private static HostLabel own(Project project) {
    return new HostLabel(project.name().value());
  }

  private static Duration lifetime(JsonRequest wanted) {
    return wanted
        .text(EXPIRES_IN)
        .map(text -> Lifetime.parse(EXPIRES_IN, text))
        .orElse(Lifetime.USUAL);
  }

  private static void send(Share share, ServerRequest request, ServerResponse response) {
    var document =
        JsonNodeFactory.instance
            .objectNode()
            .put("url", share.url().toString())
            .put("expiresAt", share.expiresAt().toString());
    Documents.send(request, response, Status.CREATED_201, document);
  }

  private static ObjectNode document(AccessSettings settings) {
    var document = JsonNodeFactory.instance.objectNode();
    document.put("production", settings.guards().production() ? GUARDED : OPEN);
    document.put("preview", settings.guards().preview() ? GUARDED : OPEN);
    document.put("password", settings.password());
    var array = document.putArray("bypass");
    for (var bypass : settings.bypasses()) {
      array
          .addObject()
          .put("label", bypass.label())
          .put("createdAt", bypass.createdAt().toString());
    }
    return document;
  }

  private static void done(ServerResponse response) {
    response.status(Status.NO_CONTENT_204).header(HeaderNames.CACHE_CONTROL, "no-store").send();
  }

  private JsonRequest read(ServerRequest request, Set<String> known) {
    return JsonRequest.parse(bodies.read(request, LIMITS), known);
  }

  private Project project(AccountId account, ServerRequest request) {
    return owned.project(account, request.path().pathParameters().get("project"));
  }
}
