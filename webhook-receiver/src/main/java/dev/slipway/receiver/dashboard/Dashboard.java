package dev.slipway.receiver.dashboard;

import dev.slipway.core.account.AccountId;
import dev.slipway.core.alias.Domain;
import dev.slipway.core.delivery.Decision;
import dev.slipway.core.delivery.Intent;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.job.JobControl;
import dev.slipway.core.project.Project;
import dev.slipway.core.retention.Keeping;
import dev.slipway.receiver.access.BearerTokens;
import dev.slipway.receiver.access.Owned;
import dev.slipway.receiver.access.OwnedDeployment;
import dev.slipway.receiver.body.Bodies;
import dev.slipway.receiver.download.Downloads;
import dev.slipway.receiver.guard.Guarding;
import dev.slipway.receiver.log.LogStream;
import dev.slipway.receiver.log.LogText;
import dev.slipway.receiver.pin.Pinning;
import dev.slipway.receiver.redeploy.Redeployments;
import dev.slipway.receiver.rollback.Rollbacks;
import dev.slipway.receiver.route.Endpoint;
import dev.slipway.receiver.route.Refusals;
import dev.slipway.receiver.variable.ProjectVariables;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The pages: projects, one project, one deployment with its live log.
public final class Dashboard {

  private static final int SHOWN_DEPLOYMENTS = 50;

  private final Parts parts;
  private final Gate gate;
  private final Pages pages;
  private final Assets assets = new Assets();
  private final AccessForms access;
  private final VariableForms variables;
  private final KeptForms kept;
  private final SignIn signIn;
  private final DownloadLinks downloads;

  /// What the dashboard works with.
  public record Parts(
      BearerTokens tokens,
      Owned owned,
      Redeployments redeployments,
      Rollbacks rollbacks,
      Guarding guarding,
      Downloads downloads,
      ProjectVariables variables,
      Keeping keeping,
      JobControl jobs,
      LogText logText,
      LogStream logStream,
      Bodies bodies,
      Domain domain,
      Clock clock,
      SecureRandom random) {}

  public Dashboard(Parts parts) {
    this.parts = parts;
    this.pages = new Pages(assets);
    var sessions = new Sessions(parts.clock(), parts.random());
    var cookie = new SessionCookie(parts.domain());
    this.gate = new Gate(sessions, cookie);
    this.access =
        new AccessForms(
            new AccessForms.Parts(
                parts.guarding(), parts.owned(), parts.bodies(), parts.domain(), gate, pages));
    this.downloads = new DownloadLinks(parts.downloads(), parts.owned(), gate);
    this.variables =
        new VariableForms(
            new VariableForms.Parts(
                parts.variables(),
                parts.owned(),
                parts.bodies(),
                parts.domain(),
                parts.clock(),
                gate,
                pages));
    this.kept =
        new KeptForms(
            new KeptForms.Parts(
                parts.keeping(),
                new Pinning(parts.keeping().pins()),
                parts.owned(),
                parts.domain(),
                parts.clock(),
                gate,
                pages));
    this.signIn =
        new SignIn(new SignIn.Parts(parts.tokens(), sessions, cookie, parts.bodies(), gate), pages);
  }

  /// Returns how refusals look to people.
  public Refusals.Page refusals() {
    return new ProblemPage(pages);
  }

  public List<Endpoint> endpoints() {
    var own =
        List.of(
            Endpoint.get("/", gate.signedIn(this::projects)),
            Endpoint.get("/projects/{project}", gate.signedIn(this::project)),
            Endpoint.post("/projects/{project}/redeploy", gate.signedIn(this::redeployNewest)),
            Endpoint.get("/deployments/{id}", gate.signedIn(this::deployment)),
            Endpoint.post("/deployments/{id}/redeploy", gate.signedIn(this::redeploySame)),
            Endpoint.post("/deployments/{id}/show", gate.signedIn(this::show)),
            Endpoint.post("/deployments/{id}/cancel", gate.signedIn(this::cancel)),
            Endpoint.get("/deployments/{id}/log", gate.signedIn(this::log)),
            Endpoint.get("/deployments/{id}/log/stream", gate.signedIn(this::logStream)));
    return Stream.of(
            own,
            access.endpoints(),
            variables.endpoints(),
            kept.endpoints(),
            downloads.endpoints(),
            signIn.endpoints(),
            assets.endpoints())
        .flatMap(List::stream)
        .toList();
  }

  private void projects(AccountId account, ServerRequest request, ServerResponse response) {
    var cards =
        parts.owned().projects(account).stream()
            .map(project -> new ProjectCard(view(project), newest(project, 1)))
            .toList();
    pages.send(
        request,
        response,
        "projects.jte",
        Map.of("cards", cards, "control", parts.domain().control().toString()));
  }

  private void project(AccountId account, ServerRequest request, ServerResponse response) {
    var project = ownedProject(account, request);
    var shown = parts.rollbacks().shown(project).map(this::view);
    pages.send(
        request,
        response,
        "project.jte",
        Map.of(
            "project", view(project),
            "access", AccessView.of(parts.guarding().settings(project)),
            "shown", shown.map(List::of).orElse(List.of()),
            "deployments", newest(project, SHOWN_DEPLOYMENTS)));
  }

  private void deployment(AccountId account, ServerRequest request, ServerResponse response) {
    var owned = owned(account, request);
    var shown = parts.rollbacks().shown(owned.project());
    pages.send(
        request,
        response,
        "deployment.jte",
        Map.of(
            "project", view(owned.project()),
            "deployment", view(owned.deployment()),
            "production", ProductionView.of(owned.deployment(), shown),
            "guarded", parts.guarding().isGuarded(owned.deployment()),
            "image", downloads.image(owned),
            "attempts", attempts(owned)));
  }

  /// Returns the tries at a deployment where there is something to tell that its state does not.
  private List<AttemptView> attempts(OwnedDeployment owned) {
    var now = parts.clock().instant();
    var attempts =
        parts.owned().attempts(owned).stream().map(found -> AttemptView.of(found, now)).toList();
    return attempts.size() > 1 || attempts.stream().anyMatch(AttemptView::lost)
        ? attempts
        : List.of();
  }

  private void log(AccountId account, ServerRequest request, ServerResponse response) {
    parts.logText().send(owned(account, request).deployment(), request, response);
  }

  private void logStream(AccountId account, ServerRequest request, ServerResponse response) {
    parts.logStream().send(owned(account, request), request, response);
  }

  private void redeployNewest(AccountId account, ServerRequest request, ServerResponse response) {
    var project = ownedProject(account, request);
    redeploy(project, Redeployments.newest(project), response);
  }

  private void redeploySame(AccountId account, ServerRequest request, ServerResponse response) {
    var owned = owned(account, request);
    var earlier = owned.deployment();
    var same = new Intent.Deploy(earlier.branch(), earlier.commit(), true);
    // What is ready can be shown without: who asks for it here wants it built.
    boolean ready = earlier.state() == DeploymentState.READY;
    redeploy(owned.project(), ready ? same.rebuilt() : same, response);
  }

  private void redeploy(Project project, Intent.Deploy intent, ServerResponse response) {
    var path =
        switch (parts.redeployments().request(project, intent)) {
          case Decision.Queued(var _, var shortId) -> "/deployments/" + shortId;
          case Decision.Joined(var _, var shortId) -> "/deployments/" + shortId;
          case Decision.Ignored _, Decision.Removed _ -> "/projects/" + project.name();
        };
    Redirects.see(response, path);
  }

  private void show(AccountId account, ServerRequest request, ServerResponse response) {
    var owned = owned(account, request);
    parts.rollbacks().show(owned.project(), owned.deployment());
    Redirects.see(response, "/deployments/" + owned.deployment().shortId());
  }

  /// Whatever comes of it is shown by the page that follows.
  private void cancel(AccountId account, ServerRequest request, ServerResponse response) {
    var deployment = owned(account, request).deployment();
    parts
        .jobs()
        .cancel(deployment.id(), Reason.of("canceled", "It was canceled in the dashboard."));
    Redirects.see(response, "/deployments/" + deployment.shortId());
  }

  private Project ownedProject(AccountId account, ServerRequest request) {
    return parts.owned().project(account, request.path().pathParameters().get("project"));
  }

  private OwnedDeployment owned(AccountId account, ServerRequest request) {
    return parts.owned().deployment(account, request.path().pathParameters().get("id"));
  }

  private List<DeploymentView> newest(Project project, int limit) {
    return parts.owned().newest(project, limit).stream().map(this::view).toList();
  }

  private ProjectView view(Project project) {
    return ProjectView.of(project, parts.domain());
  }

  private DeploymentView view(Deployment deployment) {
    return DeploymentView.of(deployment, parts.domain(), parts.clock().instant());
  }
}
