package dev.slipway.site;

import dev.slipway.artifact.ArtifactException;
import dev.slipway.artifact.ManifestFile;
import dev.slipway.artifact.StoredFile;
import dev.slipway.core.alias.Route;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.serving.file.Earlier;
import dev.slipway.site.cache.ArtifactLease;
import dev.slipway.site.cache.OpenArtifacts;
import java.util.Optional;

/// What an alias showed until a short while ago, as one request asks for it: holds the artifact
/// that it found a file in, for who reads the body. Belongs to one thread.
final class EarlierArtifacts implements Earlier {

  private final Route.Ready route;
  private final OpenArtifacts artifacts;
  private final UnreadableArtifacts unreadable;
  private Optional<Reply.Stored> taken = Optional.empty();

  /// Looks into what `route` says was shown before, among `artifacts`.
  EarlierArtifacts(Route.Ready route, OpenArtifacts artifacts, UnreadableArtifacts unreadable) {
    this.route = route;
    this.artifacts = artifacts;
    this.unreadable = unreadable;
  }

  @Override
  public Optional<StoredFile> file(String path) {
    for (var digest : route.earlier()) {
      var lease = lease(digest);
      if (lease.isPresent()) {
        var file = lease.get().artifact().file(path).filter(found -> mayOutlive(found.file()));
        if (file.isPresent()) {
          taken.ifPresent(before -> before.lease().close());
          taken = Optional.of(new Reply.Stored(route.showing(digest), lease.get()));
          return file;
        }
        lease.get().close();
      }
    }
    return Optional.empty();
  }

  /// Returns where the file lies that was found; empty if none was.
  Optional<Reply.Stored> taken() {
    return taken;
  }

  private Optional<ArtifactLease> lease(ArtifactDigest digest) {
    try {
      var lease = artifacts.lease(digest);
      if (lease.isEmpty()) {
        unreadable.earlier(route, digest, "it is missing from the store");
      }
      return lease;
    } catch (ArtifactException e) {
      unreadable.earlier(route, digest, String.valueOf(e));
      return Optional.empty();
    }
  }

  private static boolean mayOutlive(ManifestFile file) {
    return file.immutable() && !file.contentType().startsWith("text/html");
  }
}
