package dev.slipway.serving.file;

import dev.slipway.artifact.rules.HeaderChange;
import dev.slipway.serving.http.Request;
import dev.slipway.serving.trace.Trace;
import java.util.List;
import java.util.Optional;

/// A request with what is worked out about it once.
///
/// @param changes what the site's rules do to the header of its answer
record Exchange(
    Request request,
    RequestPath path,
    RequestVisit visit,
    List<HeaderChange> changes,
    Trace trace) {

  /// Tells whether the path is that of `file` itself, and not one that leads there.
  boolean isFor(String file) {
    return !path.folder() && path.joined().equals(file);
  }

  /// Returns the rule that forbids to send files in another form than they were deployed in; empty
  /// if none does.
  Optional<HeaderChange> noTransform() {
    for (var change : changes) {
      if (change.name().equalsIgnoreCase("Cache-Control")
          && change.kind() != HeaderChange.Kind.REMOVE
          && change.value().contains("no-transform")) {
        return Optional.of(change);
      }
    }
    return Optional.empty();
  }
}
