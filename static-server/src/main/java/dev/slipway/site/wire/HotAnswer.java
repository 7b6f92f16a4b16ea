package dev.slipway.site.wire;

import dev.slipway.artifact.Extent;
import dev.slipway.core.alias.Route;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.site.report.HostKind;
import java.util.Optional;

/// A finished answer that other requests get too.
///
/// @param route what the host served; it holds as long as the host serves that very object
/// @param status what `head` says
/// @param kind what kind of host it is of
/// @param head an [AnswerHead]
/// @param body where the body lies, if it has one
/// @param missed the fields that were looked for and were not there, each by its bit
/// @param queried whether the query was looked at
@SuppressWarnings("ArrayRecordComponent") // bytes on their way out; nobody compares answers
record HotAnswer(
    Route.Ready route,
    int status,
    HostKind kind,
    byte[] head,
    Optional<Body> body,
    int missed,
    boolean queried) {

  /// Where a body lies.
  record Body(ArtifactDigest artifact, Extent extent) {}

  /// Tells whether it is the answer to `request` too, whose key without its query is this one's,
  /// where `now` is served.
  boolean holds(RequestHead request, Route now) {
    return holdsWithQuery(request, now) && !(queried && request.hasQuery());
  }

  /// Tells whether it is the answer to `request` too, whose key with its query is this one's, where
  /// `now` is served.
  @SuppressWarnings("ReferenceEquality") // what is equal, but another object, may be of later
  boolean holdsWithQuery(RequestHead request, Route now) {
    return route == now && (missed & request.fields().present()) == 0;
  }
}
