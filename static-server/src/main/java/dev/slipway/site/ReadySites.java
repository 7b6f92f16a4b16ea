package dev.slipway.site;

import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.ArtifactException;
import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.alias.Route;
import dev.slipway.core.artifact.ArtifactStore;
import dev.slipway.core.project.Environment;
import dev.slipway.site.cache.ArtifactLease;
import dev.slipway.site.cache.Bodies;
import dev.slipway.site.cache.OpenArtifacts;
import dev.slipway.site.http.Request;
import dev.slipway.site.page.Pages;
import dev.slipway.site.serve.SiteFiles;
import dev.slipway.site.serve.Terms;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.RoutingResponse;
import java.time.Clock;
import java.util.Optional;

/// The sites that are ready: opens the artifact of each and hands out its files. Thread-safe.
final class ReadySites implements AutoCloseable {

  private static final String BRANCH_MARK = "--";

  private final Clock clock;
  private final OpenArtifacts artifacts;
  private final AnswerWriter writer;
  private final UnreadableArtifacts unreadable = new UnreadableArtifacts();

  /// Takes artifacts from `store`.
  ReadySites(ArtifactStore store, Clock clock, SiteSettings settings) {
    this.clock = clock;
    this.artifacts = new OpenArtifacts(store, settings.indexBytes());
    this.writer = new AnswerWriter(new Bodies(settings.bodyBytes()));
  }

  /// Answers `request` for the host `label`, which serves `route`.
  void serve(HostLabel label, Route.Ready route, Request request, RoutingResponse response) {
    try {
      Optional<ArtifactLease> lease = artifacts.lease(route.artifact());
      if (lease.isEmpty()) {
        unreadable.missing(route);
        AnswerWriter.write(request, Pages.unreadable(), response);
        return;
      }
      try (var open = lease.get()) {
        serve(open.artifact(), terms(label, route), route, request, response);
      }
      unreadable.read(route);
    } catch (ArtifactException e) {
      giveUp(route, request, response, e);
    }
  }

  @Override
  public void close() {
    artifacts.close();
  }

  private void serve(
      Artifact artifact,
      Terms terms,
      Route.Ready route,
      Request request,
      RoutingResponse response) {
    var answer = new SiteFiles(artifact, terms, clock).answer(request);
    writer.write(request, answer, response, new AnswerWriter.Stored(route.artifact(), artifact));
  }

  /// Search engines are to know the production host alone, not the deployments and branches that
  /// show the same.
  private static Terms terms(HostLabel label, Route.Ready route) {
    boolean production = route.deployment().environment() == Environment.PRODUCTION;
    boolean branch = label.value().contains(BRANCH_MARK);
    return new Terms(route.fixed(), production && !branch && !route.fixed());
  }

  private void giveUp(
      Route.Ready route, Request request, RoutingResponse response, ArtifactException cause) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CloseConnectionException("the server stops", cause);
    }
    unreadable.broken(route, cause);
    if (!response.reset()) {
      throw new CloseConnectionException("the rest of the answer can't be read", cause);
    }
    AnswerWriter.write(request, Pages.unreadable(), response);
  }
}
