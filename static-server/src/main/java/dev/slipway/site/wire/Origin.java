package dev.slipway.site.wire;

import dev.slipway.artifact.ArtifactException;
import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.alias.Route;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.project.ProjectId;
import dev.slipway.serving.http.Answer;
import dev.slipway.serving.http.Request;
import dev.slipway.site.cache.ArtifactLease;
import dev.slipway.site.report.HostKind;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Where answers come from, whatever carries them.
public interface Origin {

  /// Whose requests of an authority are.
  ///
  /// @param ours whether they are answered here, and not by the control host
  /// @param label the site's, if it can be one's
  record Whose(boolean ours, Optional<HostLabel> label) {}

  /// An answer, with the right to read its body until this is closed.
  interface Given extends AutoCloseable {

    Answer answer();

    /// Returns what the host served when this was answered, if it served a deployment.
    Optional<Route.Ready> route();

    /// Returns what kind of host it is of.
    HostKind kind();

    /// Returns whose host it is of, if that is anybody's.
    Optional<ProjectId> project();

    /// Returns where the body lies, if it lies in an artifact.
    Optional<ArtifactLease> lease();

    @Override
    void close();
  }

  /// Returns whose the requests of `authority` are, a `Host` as it was sent.
  Whose whose(String authority);

  /// Returns what tells without waiting for anything whether `label` still serves `route`, that
  /// very object; empty if it is not known to.
  Optional<BooleanSupplier> standing(HostLabel label, Route.Ready route);

  /// Returns without waiting for anything the right to read from `artifact`; empty if it isn't
  /// open.
  Optional<ArtifactLease> leaseOfOpen(ArtifactDigest artifact);

  /// Returns the answer to `request`.
  Given answer(Request request);

  /// Notes that a body of `route` was sent to its end.
  void wasSent(Route.Ready route);

  /// Notes that a body of `route` can't be read, and returns what to answer instead.
  Answer broken(Route.Ready route, ArtifactException cause);
}
