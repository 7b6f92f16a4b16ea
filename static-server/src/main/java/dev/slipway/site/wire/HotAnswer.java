package dev.slipway.site.wire;

import dev.slipway.artifact.Extent;
import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.alias.Route;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.site.report.HostKind;
import org.jspecify.annotations.Nullable;

/// What is known of a finished answer that other requests get too; its bytes are kept apart.
///
/// @param label the host's
/// @param route what the host served; it holds as long as the host serves that very object
/// @param kind what kind of host it is
/// @param body where the body lies; null if there is none, or if it is kept behind the head
/// @param missed the fields that were looked for and were not there, each by its bit
/// @param queried whether the query was looked at
record HotAnswer(
    HostLabel label,
    Route.Ready route,
    HostKind kind,
    int status,
    @Nullable Body body,
    int missed,
    boolean queried) {

  /// Where a body lies.
  record Body(ArtifactDigest artifact, Extent extent) {}

  /// Tells whether it is the answer to `request` too, as long as the host serves the same, whose
  /// key is this one's, with its query if `withQuery`.
  boolean holds(RequestHead request, boolean withQuery) {
    return (missed & request.fields().present()) == 0
        && (withQuery || !(queried && request.hasQuery()));
  }
}
