package dev.slipway.receiver.api;

import dev.slipway.core.account.AccountId;
import dev.slipway.core.project.Project;
import dev.slipway.core.project.Projects;
import dev.slipway.receiver.access.Owned;
import dev.slipway.receiver.body.Bodies;
import dev.slipway.receiver.body.BodyLimits;
import dev.slipway.receiver.json.JsonRequest;
import dev.slipway.receiver.route.Endpoint;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

/// The calls about what the builds of a project may use.
final class LimitsApi {

  private static final System.Logger LOGGER = System.getLogger(LimitsApi.class.getName());
  private static final BodyLimits LIMITS = new BodyLimits(4 * 1024, Duration.ofSeconds(10));
  private static final String PATH = "/api/projects/{project}/limits";

  private final Projects projects;
  private final Owned owned;
  private final Bodies bodies;
  private final Authenticated authenticated;

  LimitsApi(Projects projects, Owned owned, Bodies bodies, Authenticated authenticated) {
    this.projects = projects;
    this.owned = owned;
    this.bodies = bodies;
    this.authenticated = authenticated;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(PATH, authenticated.handler(this::show)),
        Endpoint.patch(PATH, authenticated.handler(this::change)));
  }

  private void show(AccountId account, ServerRequest request, ServerResponse response) {
    send(project(account, request), request, response);
  }

  private void change(AccountId account, ServerRequest request, ServerResponse response) {
    var project = project(account, request);
    var wanted = JsonRequest.parse(bodies.read(request, LIMITS), LimitsDocument.FIELDS);
    var limits = LimitsDocument.merged(projects.limits(project.id()), wanted);
    projects.limit(project.id(), limits);
    LOGGER.log(Level.INFO, "Set project={0} limits={1}", project.name(), LimitsDocument.of(limits));
    send(project, request, response);
  }

  private void send(Project project, ServerRequest request, ServerResponse response) {
    var document = LimitsDocument.of(projects.limits(project.id()));
    Documents.send(request, response, Status.OK_200, document);
  }

  private Project project(AccountId account, ServerRequest request) {
    return owned.project(account, request.path().pathParameters().get("project"));
  }
}
