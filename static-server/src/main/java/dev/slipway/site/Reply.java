package dev.slipway.site;

import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.alias.Route;
import dev.slipway.core.project.ProjectId;
import dev.slipway.serving.http.Answer;
import dev.slipway.site.cache.ArtifactLease;
import dev.slipway.site.report.HostKind;
import java.util.Optional;

/// An answer on its way out, with the right to read its body until this is closed.
///
/// @param stored where the body lies; empty for a page of ours
/// @param about whose it is
record Reply(Answer answer, Optional<Stored> stored, About about) implements AutoCloseable {

  /// Where a body lies.
  record Stored(Route.Ready route, ArtifactLease lease) {}

  /// Whose answer one is.
  ///
  /// @param project empty where the host is nobody's, or nobody knows
  record About(HostKind kind, Optional<ProjectId> project) {

    static final About NOBODY = new About(HostKind.NONE, Optional.empty());

    /// Returns that the answer is of the host `label`, which serves `route`.
    static About of(HostLabel label, Route route) {
      return switch (route) {
        case Route.Ready ready ->
            new About(HostKind.of(label, ready.fixed()), Optional.of(ready.deployment().project()));
        case Route.App(var deployment, _) ->
            new About(HostKind.of(label, false), Optional.of(deployment.project()));
        case Route.NotReady(var deployment, _) ->
            new About(HostKind.of(label, false), Optional.of(deployment.project()));
        case Route.Empty _ -> new About(HostKind.of(label, false), Optional.empty());
        case Route.Unknown _ -> NOBODY;
      };
    }
  }

  static Reply of(Answer answer, Stored stored) {
    return new Reply(answer, Optional.of(stored), About.NOBODY);
  }

  static Reply page(Answer answer) {
    return new Reply(answer, Optional.empty(), About.NOBODY);
  }

  /// Returns the same, known to be `about`.
  Reply about(About about) {
    return new Reply(answer, stored, about);
  }

  /// Returns this reply with `changed` in place of its answer.
  Reply with(Answer changed) {
    return new Reply(changed, stored, about);
  }

  @Override
  public void close() {
    stored.ifPresent(body -> body.lease().close());
  }
}
