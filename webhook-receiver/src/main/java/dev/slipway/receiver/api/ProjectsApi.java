package dev.slipway.receiver.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.core.account.AccountId;
import dev.slipway.core.delivery.Intent;
import dev.slipway.core.deployment.CommitSha;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.Project;
import dev.slipway.core.project.ProjectId;
import dev.slipway.core.project.ProjectName;
import dev.slipway.core.project.Projects;
import dev.slipway.core.project.RepositoryUrl;
import dev.slipway.core.secret.Secret;
import dev.slipway.receiver.access.Owned;
import dev.slipway.receiver.body.Bodies;
import dev.slipway.receiver.body.BodyLimits;
import dev.slipway.receiver.json.JsonRequest;
import dev.slipway.receiver.problem.Problem;
import dev.slipway.receiver.redeploy.Decisions;
import dev.slipway.receiver.redeploy.Redeployments;
import dev.slipway.receiver.rollback.Rollbacks;
import dev.slipway.receiver.route.Endpoint;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// The calls about projects.
final class ProjectsApi {

  private static final System.Logger LOGGER = System.getLogger(ProjectsApi.class.getName());

  private static final BodyLimits LIMITS = new BodyLimits(64 * 1024, Duration.ofSeconds(10));
  private static final int SHOWN_DEPLOYMENTS = 20;
  private static final int SECRET_BYTES = 32;
  private static final BranchName MAIN = new BranchName("main");

  private final Parts parts;
  private final Documents documents;
  private final Authenticated authenticated;

  /// What these calls work with.
  record Parts(
      Projects projects,
      Owned owned,
      Redeployments redeployments,
      Rollbacks rollbacks,
      Decisions decisions,
      Bodies bodies,
      Clock clock,
      SecureRandom random) {}

  ProjectsApi(Parts parts, Documents documents, Authenticated authenticated) {
    this.parts = parts;
    this.documents = documents;
    this.authenticated = authenticated;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/api/projects", authenticated.handler(this::list)),
        Endpoint.post("/api/projects", authenticated.handler(this::add)),
        Endpoint.get("/api/projects/{project}", authenticated.handler(this::show)),
        Endpoint.post("/api/projects/{project}/redeploy", authenticated.handler(this::redeploy)),
        Endpoint.post("/api/projects/{project}/rollback", authenticated.handler(this::rollBack)),
        Endpoint.post("/api/projects/{project}/promote", authenticated.handler(this::promote)));
  }

  private void list(AccountId account, ServerRequest request, ServerResponse response) {
    var document = JsonNodeFactory.instance.objectNode();
    var array = document.putArray("projects");
    for (var project : parts.owned().projects(account)) {
      var newest = parts.owned().newest(project, 1).stream().findFirst();
      array.add(documents.project(project, newest));
    }
    Documents.send(request, response, Status.OK_200, document);
  }

  private void show(AccountId account, ServerRequest request, ServerResponse response) {
    var project = project(account, request);
    var document = documents.project(project);
    var newest = parts.owned().newest(project, SHOWN_DEPLOYMENTS);
    document.set("shown", documents.orNull(project, parts.rollbacks().shown(project)));
    document.set("deployments", documents.deployments(project, newest));
    Documents.send(request, response, Status.OK_200, document);
  }

  private void add(AccountId account, ServerRequest request, ServerResponse response) {
    var body = parts.bodies().read(request, LIMITS);
    var wanted = JsonRequest.parse(body, Set.of("name", "repository", "branch"));
    var project =
        new Project(
            new ProjectId(UUID.randomUUID()),
            account,
            name(wanted.required("name")),
            repository(wanted.required("repository")),
            wanted.text("branch").map(text -> branch("branch", text)).orElse(MAIN),
            parts.clock().instant());
    var secret = hookSecret();
    if (!parts.projects().add(project, secret)) {
      throw Problem.conflict("name-taken", "The name " + project.name() + " is taken.")
          .at("name")
          .exception();
    }
    LOGGER.log(
        Level.INFO, "Added project={0} repository={1}", project.name(), project.repository());
    var document = documents.project(project).put("secret", secret.reveal());
    response.header(HeaderNames.LOCATION, "/api/projects/" + project.name());
    Documents.send(request, response, Status.CREATED_201, document);
  }

  private Secret hookSecret() {
    var bytes = new byte[SECRET_BYTES];
    parts.random().nextBytes(bytes);
    return new Secret(HexFormat.of().formatHex(bytes));
  }

  private void redeploy(AccountId account, ServerRequest request, ServerResponse response) {
    var project = project(account, request);
    var body = parts.bodies().read(request, LIMITS);
    var wanted = JsonRequest.parse(body, Set.of("branch", "commit", "deployment", "rebuild"));
    var intent = intent(account, project, wanted);
    var decision =
        parts.redeployments().request(project, wanted.flag("rebuild") ? intent.rebuilt() : intent);
    parts.decisions().send(request, response, Status.ACCEPTED_202, decision);
  }

  private Intent.Deploy intent(AccountId account, Project project, JsonRequest wanted) {
    var branch = wanted.text("branch");
    var commit = wanted.text("commit");
    var deployment = wanted.text("deployment");
    if (Stream.of(branch, commit, deployment).filter(Optional::isPresent).count() > 1) {
      throw Problem.badRequest("Only one of branch, commit and deployment may be given.")
          .exception();
    }
    return branch
        .map(text -> new Intent.Deploy(branch("branch", text), Optional.empty()))
        .or(() -> commit.map(text -> parts.redeployments().commit(project, sha(text))))
        .or(() -> deployment.map(text -> again(account, project, text)))
        .orElseGet(() -> Redeployments.newest(project));
  }

  private Intent.Deploy again(AccountId account, Project project, String id) {
    var earlier = deployment(account, project, id);
    return new Intent.Deploy(earlier.branch(), earlier.commit(), true);
  }

  private void rollBack(AccountId account, ServerRequest request, ServerResponse response) {
    var project = project(account, request);
    var body = parts.bodies().read(request, LIMITS);
    var wanted =
        JsonRequest.parse(body, Set.of("deployment"))
            .text("deployment")
            .map(id -> deployment(account, project, id))
            .orElseGet(() -> parts.rollbacks().before(project));
    show(project, wanted, request, response);
  }

  private void promote(AccountId account, ServerRequest request, ServerResponse response) {
    var project = project(account, request);
    var body = parts.bodies().read(request, LIMITS);
    var wanted = JsonRequest.parse(body, Set.of("deployment")).required("deployment");
    show(project, deployment(account, project, wanted), request, response);
  }

  private void show(
      Project project, Deployment wanted, ServerRequest request, ServerResponse response) {
    var shown = parts.rollbacks().show(project, wanted);
    var document = documents.project(project);
    document.set("shown", documents.orNull(project, Optional.of(shown)));
    Documents.send(request, response, Status.OK_200, document);
  }

  private Deployment deployment(AccountId account, Project project, String id) {
    var owned = parts.owned().deployment(account, id);
    if (!owned.project().id().equals(project.id())) {
      throw Problem.notFound("There is no such deployment of this project.")
          .at("deployment")
          .exception();
    }
    return owned.deployment();
  }

  private Project project(AccountId account, ServerRequest request) {
    return parts.owned().project(account, request.path().pathParameters().get("project"));
  }

  private static ProjectName name(String text) {
    return ProjectName.parse(text).orElseThrow(() -> notAllowed("name", ProjectName.ALLOWED));
  }

  private static RepositoryUrl repository(String text) {
    return RepositoryUrl.parse(text)
        .orElseThrow(() -> notAllowed("repository", RepositoryUrl.ALLOWED));
  }

  private static BranchName branch(String field, String text) {
    return BranchName.parse(text)
        .orElseThrow(() -> notAllowed(field, "a branch name that Git allows, such as main"));
  }

  private static CommitSha sha(String text) {
    return CommitSha.parse(text)
        .orElseThrow(() -> notAllowed("commit", "the 40 hexadecimal digits of a commit"));
  }

  private static RuntimeException notAllowed(String field, String allowed) {
    return Problem.notAllowed(field, "Must be " + allowed + ".").exception();
  }
}
