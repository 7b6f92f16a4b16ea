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

  /// Returns the rule by which files are sent as they were deployed: one that forbids to transform
  /// them, or one that says how they are encoded already.
  Optional<HeaderChange> asDeployed() {
    for (var change : changes) {
      if (change.kind() != HeaderChange.Kind.REMOVE && asDeployed(change)) {
        return Optional.of(change);
      }
    }
    return Optional.empty();
  }

  private static boolean asDeployed(HeaderChange change) {
    return change.name().equalsIgnoreCase("Content-Encoding")
        || (change.name().equalsIgnoreCase("Cache-Control")
            && change.value().contains("no-transform"));
  }
}
