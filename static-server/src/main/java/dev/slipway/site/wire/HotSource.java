package dev.slipway.site.wire;

import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.alias.Route;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.site.report.HostKind;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What finished answers of the same site have in common. Equal to any that has the same in common,
/// of the very same route.
///
/// There are few of these for very many answers, so they stay in the processor's cache.
final class HotSource {

  private final HostLabel label;
  private final Route.Ready route;
  private final HostKind kind;
  private final @Nullable ArtifactDigest artifact;
  private final AnswerHead.Common common;

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

  @Nullable ArtifactDigest artifact() {
    return artifact;
  }

  AnswerHead.Common common() {
    return common;
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
