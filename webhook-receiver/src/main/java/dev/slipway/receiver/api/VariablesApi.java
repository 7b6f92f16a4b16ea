package dev.slipway.receiver.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.core.account.AccountId;
import dev.slipway.core.project.Project;
import dev.slipway.core.secret.Secret;
import dev.slipway.core.variable.KnownVariable;
import dev.slipway.receiver.access.Owned;
import dev.slipway.receiver.body.Bodies;
import dev.slipway.receiver.body.BodyLimits;
import dev.slipway.receiver.json.JsonRequest;
import dev.slipway.receiver.route.Endpoint;
import dev.slipway.receiver.variable.Place;
import dev.slipway.receiver.variable.ProjectVariables;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The calls about a project's environment variables. The values of secret ones only come in.
final class VariablesApi {

  /// A value, each of whose bytes JSON may write as six.
  private static final BodyLimits LIMITS = new BodyLimits(256 * 1024, Duration.ofSeconds(20));

  private static final String PATH = "/api/projects/{project}/variables";
  private static final String KEY = "key";
  private static final String SCOPE = "scope";

  private final ProjectVariables variables;
  private final Owned owned;
  private final Bodies bodies;
  private final Authenticated authenticated;

  VariablesApi(
      ProjectVariables variables, Owned owned, Bodies bodies, Authenticated authenticated) {
    this.variables = variables;
    this.owned = owned;
    this.bodies = bodies;
    this.authenticated = authenticated;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(PATH, authenticated.handler(this::list)),
        Endpoint.post(PATH, authenticated.handler(this::upload)),
        Endpoint.put(PATH + "/{key}", authenticated.handler(this::set)),
        Endpoint.delete(PATH + "/{key}", authenticated.handler(this::remove)));
  }

  private void list(AccountId account, ServerRequest request, ServerResponse response) {
    var document = JsonNodeFactory.instance.objectNode();
    var array = document.putArray("variables");
    variables.of(project(account, request)).forEach(known -> array.add(document(known)));
    Documents.send(request, response, Status.OK_200, document);
  }

  private static ObjectNode document(KnownVariable known) {
    return JsonNodeFactory.instance
        .objectNode()
        .put(KEY, known.key().value())
        .put(SCOPE, known.scope().text())
        .put("kind", known.kind().word())
        .put("use", known.use().word())
        .put("value", known.value().orElse(null))
        .put("setAt", known.setAt().toString());
  }

  private void set(AccountId account, ServerRequest request, ServerResponse response) {
    var project = project(account, request);
    var body = bodies.read(request, LIMITS);
    var wanted = JsonRequest.parse(body, Set.of("value", SCOPE, "kind", "use"));
    var value = new Secret(wanted.required("value"));
    var key = request.path().pathParameters().get(KEY);
    var warnings = variables.set(project, key, Place.parse(wanted::text), value);
    send(request, response, List.of(key), warnings);
  }

  private void upload(AccountId account, ServerRequest request, ServerResponse response) {
    var project = project(account, request);
    var place = Place.parse(name -> parameter(request, name));
    var upload = variables.upload(project, place, bodies.read(request, ProjectVariables.FILE));
    var keys = upload.keys().stream().map(Object::toString).toList();
    send(request, response, keys, upload.notes());
  }

  private static void send(
      ServerRequest request, ServerResponse response, List<String> keys, List<String> notes) {
    var document = JsonNodeFactory.instance.objectNode();
    var set = document.putArray("set");
    keys.forEach(set::add);
    var array = document.putArray("notes");
    notes.forEach(array::add);
    Documents.send(request, response, Status.OK_200, document);
  }

  private void remove(AccountId account, ServerRequest request, ServerResponse response) {
    var project = project(account, request);
    var scope = Place.scope(parameter(request, SCOPE).orElse("all"));
    variables.remove(project, request.path().pathParameters().get(KEY), scope);
    response.status(Status.NO_CONTENT_204).header(HeaderNames.CACHE_CONTROL, "no-store").send();
  }

  private static Optional<String> parameter(ServerRequest request, String name) {
    return request.query().contains(name)
        ? Optional.of(request.query().get(name))
        : Optional.empty();
  }

  private Project project(AccountId account, ServerRequest request) {
    return owned.project(account, request.path().pathParameters().get("project"));
  }
}
