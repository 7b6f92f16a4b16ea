package dev.slipway.site.wire;

import dev.slipway.artifact.Extent;
import org.jspecify.annotations.Nullable;

/// What is known of a finished answer that other requests get too; its bytes are kept apart.
///
/// @param source what it has in common with others
/// @param body where the body lies in the source's artifact; null if there is none, or if it is
///   kept behind the head
/// @param missed the fields that were looked for and were not there, each by its bit
/// @param queried whether the query was looked at
record HotAnswer(HotSource source, int status, @Nullable Extent body, int missed, boolean queried) {

  /// Tells whether an answer that `missed` fields and looked at the query if `queried` is the
  /// answer to `request` too, as long as the host serves the same, whose key is its own, with its
  /// query if `withQuery`.
  static boolean holds(int missed, boolean queried, RequestHead request, boolean withQuery) {
    return (missed & request.fields().present()) == 0
        && (withQuery || !(queried && request.hasQuery()));
  }
}
