package dev.slipway.site;

import dev.slipway.core.alias.Route;
import dev.slipway.serving.http.Answer;
import dev.slipway.site.cache.ArtifactLease;
import java.util.Optional;

/// An answer on its way out, with the right to read its body until this is closed.
///
/// @param stored where the body lies; empty for a page of ours
record Reply(Answer answer, Optional<Stored> stored) implements AutoCloseable {

  /// Where a body lies.
  record Stored(Route.Ready route, ArtifactLease lease) {}

  static Reply page(Answer answer) {
    return new Reply(answer, Optional.empty());
  }

  @Override
  public void close() {
    stored.ifPresent(body -> body.lease().close());
  }
}
