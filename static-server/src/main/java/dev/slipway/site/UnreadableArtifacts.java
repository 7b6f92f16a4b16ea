package dev.slipway.site;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

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

  /// Says that `artifact` can't be read, which the host of `route` showed before, and `why`.
  void earlier(Route.Ready route, ArtifactDigest artifact, String why) {
    if (logged.asMap().putIfAbsent(artifact, true) == null) {
      LOG.log(
          WARNING,
          "Artifact {0}, shown before deployment {1}, can''t be read: {2}. Pages of it that are"
              + " still open miss their hashed files until they are loaded again. Bring the"
              + " artifact back from a backup of the artifact store if that matters.",
          artifact,
          route.deployment().shortId(),
          why);
    }
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
