package dev.slipway.site;

import dev.slipway.artifact.ArtifactException;
import dev.slipway.core.alias.Domain;
import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.alias.Route;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.artifact.ArtifactStore;
import dev.slipway.serving.access.Neighbours;
import dev.slipway.serving.file.SiteFiles;
import dev.slipway.serving.file.Terms;
import dev.slipway.serving.http.Request;
import dev.slipway.serving.page.Pages;
import dev.slipway.site.cache.ArtifactLease;
import dev.slipway.site.cache.OpenArtifacts;
import dev.slipway.store.failure.StoreException;
import dev.slipway.store.failure.UnavailableException;
import java.time.Clock;
import java.util.Optional;

/// The sites that are ready: opens the artifact of each and tells what its files answer.
/// Thread-safe.
final class ReadySites implements AutoCloseable {

  private final Domain domain;
  private final Clock clock;
  private final OpenArtifacts artifacts;
  private final UnreadableArtifacts unreadable = new UnreadableArtifacts();

  /// Serves hosts below `domain`, with artifacts from `store`.
  ReadySites(Domain domain, ArtifactStore store, Clock clock, SiteSettings settings) {
    this.domain = domain;
    this.clock = clock;
    this.artifacts = new OpenArtifacts(store, settings.indexBytes());
  }

  /// Returns the answer to `request` for the host `label`, which serves `route`.
  Reply answer(HostLabel label, Route.Ready route, Request request) {
    try {
      var lease = artifacts.lease(route.artifact());
      if (lease.isEmpty()) {
        unreadable.missing(route);
        return Reply.page(Pages.unreadable());
      }
      return answer(lease.get(), label, route, request);
    } catch (UnavailableException _) { // which the store has said
      return Reply.page(Pages.unreadable());
    } catch (StoreException e) {
      unreadable.broken(route, e);
      return Reply.page(Pages.unreadable());
    } catch (ArtifactException e) {
      return broken(route, e);
    }
  }

  /// Returns without waiting for anything the right to read from `artifact`; empty if it isn't
  /// open.
  Optional<ArtifactLease> leaseOfOpen(ArtifactDigest artifact) {
    return artifacts.leaseOfOpen(artifact);
  }

  /// Returns how many artifacts are open, and what that took.
  OpenArtifacts.Figures figures() {
    return artifacts.figures();
  }

  /// Notes that the body of `route` was read to its end.
  void wasRead(Route.Ready route) {
    unreadable.read(route);
  }

  /// Notes that what `route` serves can't be read, and returns what to answer instead.
  Reply broken(Route.Ready route, ArtifactException cause) {
    unreadable.broken(route, cause);
    return Reply.page(Pages.unreadable());
  }

  @Override
  public void close() {
    artifacts.close();
  }

  private Reply answer(ArtifactLease current, HostLabel label, Route.Ready route, Request request) {
    var earlier = new EarlierArtifacts(route, artifacts, unreadable);
    var files = new SiteFiles(current.artifact(), Terms.of(domain, label, route), earlier, clock);
    var answer = Neighbours.spared(files.answer(request));
    if (earlier.taken().isEmpty()) {
      return Reply.of(answer, new Reply.Stored(route, current));
    }
    current.close();
    return Reply.of(answer, earlier.taken().get());
  }
}
