package dev.slipway.site;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.slipway.core.alias.Route;
import dev.slipway.core.artifact.ArtifactDigest;

/// The artifacts that should be there and can't be read: each is logged once, until it is there
/// again. Thread-safe.
final class UnreadableArtifacts {

  private static final System.Logger LOG = System.getLogger(UnreadableArtifacts.class.getName());
  private static final int MOST = 10_000;
  private static final String WHAT_TO_DO =
      " Its visitors get a 503. Bring the artifact back from a backup of the artifact store, or"
          + " redeploy commit {2}.";

  private final Cache<ArtifactDigest, Boolean> logged =
      Caffeine.newBuilder().maximumSize(MOST).build();

  /// Says that the store doesn't have the artifact of `route`.
  void missing(Route.Ready route) {
    log(route, "Artifact {0} of deployment {1} is missing from the store.", "");
  }

  /// Says that the artifact of `route` is there, but broken.
  void broken(Route.Ready route, RuntimeException cause) {
    log(route, "Artifact {0} of deployment {1} can''t be read: {3}.", String.valueOf(cause));
  }

  /// Says that the artifact of `route` was read.
  void read(Route.Ready route) {
    boolean wasLogged = logged.getIfPresent(route.artifact()) != null;
    if (wasLogged && logged.asMap().remove(route.artifact()) != null) {
      LOG.log(
          INFO,
          "Artifact {0} of deployment {1} can be read again.",
          route.artifact(),
          route.deployment().shortId());
    }
  }

  private void log(Route.Ready route, String what, String cause) {
    if (logged.asMap().putIfAbsent(route.artifact(), true) == null) {
      var deployment = route.deployment();
      var commit = deployment.commit().map(c -> c.sha().value()).orElse("?");
      LOG.log(ERROR, what + WHAT_TO_DO, route.artifact(), deployment.shortId(), commit, cause);
    }
  }
}
