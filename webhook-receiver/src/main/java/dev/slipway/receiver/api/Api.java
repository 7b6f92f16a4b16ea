package dev.slipway.receiver.api;

import dev.slipway.core.account.Accounts;
import dev.slipway.core.alias.Domain;
import dev.slipway.core.artifact.ArtifactStore;
import dev.slipway.core.build.BuildCaches;
import dev.slipway.core.job.Doorbell;
import dev.slipway.core.job.JobControl;
import dev.slipway.core.project.Projects;
import dev.slipway.core.retention.Keeping;
import dev.slipway.receiver.access.BearerTokens;
import dev.slipway.receiver.access.Owned;
import dev.slipway.receiver.answer.Answer;
import dev.slipway.receiver.body.Bodies;
import dev.slipway.receiver.download.Downloads;
import dev.slipway.receiver.guard.Guarding;
import dev.slipway.receiver.log.LogStream;
import dev.slipway.receiver.log.LogText;
import dev.slipway.receiver.redeploy.Decisions;
import dev.slipway.receiver.redeploy.Redeployments;
import dev.slipway.receiver.rollback.Rollbacks;
import dev.slipway.receiver.route.Endpoint;
import dev.slipway.receiver.variable.ProjectVariables;
import dev.slipway.serving.explain.Explainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The JSON API.
public final class Api {

  private static final String DESCRIPTION = "openapi.json";

  private final ProjectsApi projects;
  private final LimitsApi limits;
  private final AccessApi access;
  private final VariablesApi variables;
  private final AccountApi account;
  private final DeploymentsApi deployments;
  private final ExplainApi explain;
  private final DownloadsApi downloads;
  private final RetentionApi retention;
  private final CompareApi compare;
  private final CacheApi cache;
  private final byte[] description = description();

  /// What the API works with.
  public record Parts(
      Projects projects,
      Accounts accounts,
      JobControl jobs,
      Doorbell doorbell,
      BearerTokens tokens,
      Owned owned,
      Redeployments redeployments,
      Rollbacks rollbacks,
      Guarding guarding,
      ProjectVariables variables,
      Explainer explainer,
      Downloads downloads,
      ArtifactStore artifacts,
      BuildCaches caches,
      Decisions decisions,
      LogText logText,
      LogStream logStream,
      Bodies bodies,
      Keeping keeping,
      Domain domain,
      Clock clock,
      SecureRandom random) {}

  public Api(Parts parts) {
    var documents = new Documents(parts.domain());
    var authenticated = new Authenticated(parts.tokens());
    this.projects =
        new ProjectsApi(
            new ProjectsApi.Parts(
                parts.projects(),
                parts.owned(),
                parts.redeployments(),
                parts.rollbacks(),
                parts.decisions(),
                parts.bodies(),
                parts.clock(),
                parts.random()),
            documents,
            authenticated);
    this.limits = new LimitsApi(parts.projects(), parts.owned(), parts.bodies(), authenticated);
    this.access = new AccessApi(parts.guarding(), parts.owned(), parts.bodies(), authenticated);
    this.variables =
        new VariablesApi(parts.variables(), parts.owned(), parts.bodies(), authenticated);
    this.account =
        new AccountApi(parts.accounts(), parts.doorbell(), parts.bodies(), authenticated);
    this.deployments =
        new DeploymentsApi(
            new DeploymentsApi.Parts(
                parts.owned(), parts.downloads(), parts.jobs(), parts.logText(), parts.logStream()),
            documents,
            authenticated);
    this.explain = new ExplainApi(parts.explainer(), parts.owned(), authenticated);
    this.downloads = new DownloadsApi(parts.downloads(), parts.owned(), authenticated);
    this.retention = new RetentionApi(parts.keeping(), parts.owned(), authenticated);
    this.compare = new CompareApi(parts.owned(), parts.artifacts(), authenticated);
    this.cache = new CacheApi(parts.caches(), parts.owned(), authenticated);
  }

  public List<Endpoint> endpoints() {
    var described =
        Endpoint.get(
            "/api/" + DESCRIPTION,
            (request, response) -> Answer.send(request, response, "application/json", description));
    return Stream.of(
            projects.endpoints(),
            limits.endpoints(),
            access.endpoints(),
            variables.endpoints(),
            account.endpoints(),
            deployments.endpoints(),
            explain.endpoints(),
            downloads.endpoints(),
            retention.endpoints(),
            compare.endpoints(),
            cache.endpoints(),
            List.of(described))
        .flatMap(List::stream)
        .toList();
  }

  private static byte[] description() {
    try (var resource = Api.class.getResourceAsStream(DESCRIPTION)) {
      return Objects.requireNonNull(resource, DESCRIPTION).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
