package dev.slipway.site.wire;

import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.alias.Route;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.site.cache.ArtifactLease;
import dev.slipway.site.cache.FoundArtifact;
import dev.slipway.site.report.HostKind;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// What finished answers of the same site have in common. Equal to any that has the same in common,
/// of the very same route.
///
/// There are few of these for very many answers, so they stay in the processor's cache.
final class HotSource {

  private static final long WHILE = Duration.ofSeconds(1).toMillis();

  private final HostLabel label;
  private final Route.Ready route;
  private final HostKind kind;
  private final @Nullable ArtifactDigest artifact;
  private final AnswerHead.Common common;
  private volatile @Nullable BooleanSupplier standing;
  private volatile @Nullable FoundArtifact found;
  private volatile long foundMillis;

  /// @param label the host's
  /// @param route what the host served; answers hold as long as it serves that very object
  /// @param kind what kind of host it is
  /// @param artifact where bodies lie; null if there are none, or if they are kept with the answers
  /// @param common how their heads end
  HotSource(
      HostLabel label,
      Route.Ready route,
      HostKind kind,
      @Nullable ArtifactDigest artifact,
      AnswerHead.Common common) {
    this.label = label;
    this.route = route;
    this.kind = kind;
    this.artifact = artifact;
    this.common = common;
  }

  HostLabel label() {
    return label;
  }

  Route.Ready route() {
    return route;
  }

  HostKind kind() {
    return kind;
  }

  AnswerHead.Common common() {
    return common;
  }

  /// Tells without waiting for anything whether `origin` knows that the host serves the route.
  boolean isServed(Origin origin) {
    var known = standing;
    if (known != null && known.getAsBoolean()) {
      return true;
    }
    var again = origin.standing(label, route).orElse(null);
    standing = again;
    return again != null;
  }

  /// Returns without waiting for anything the right to read bodies, if the artifact of `origin` in
  /// which they lie is open. It is looked for by its name once in a while, so that it counts as
  /// used.
  ///
  /// @param millis the time by any clock
  Optional<ArtifactLease> lease(Origin origin, long millis) {
    var known = found;
    if (known != null && millis - foundMillis < WHILE) {
      var lease = known.lease();
      if (lease.isPresent()) {
        return lease;
      }
    }
    var lease = artifact == null ? Optional.<ArtifactLease>empty() : origin.leaseOfOpen(artifact);
    found = lease.map(ArtifactLease::found).orElse(null);
    foundMillis = millis;
    return lease;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // what is equal, but another object, may be of later
  public boolean equals(@Nullable Object other) {
    return other instanceof HotSource source
        && route == source.route
        && label.equals(source.label)
        && kind == source.kind
        && Objects.equals(artifact, source.artifact)
        && common.equals(source.common);
  }

  @Override
  public int hashCode() {
    return Objects.hash(System.identityHashCode(route), label, artifact, common);
  }
}
