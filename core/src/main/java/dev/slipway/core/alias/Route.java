package dev.slipway.core.alias;

import dev.slipway.core.access.Access;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.Deployment;
import java.util.List;

/// What a host serves.
public sealed interface Route {

  /// A deployment that is ready.
  ///
  /// @param fixed whether the host will always serve this deployment, so that all of it may be
  ///   cached for ever
  /// @param earlier what the host showed until a short while ago, the newest first: a page that is
  ///   still open may ask for hashed files of these
  /// @param access who may see it
  record Ready(
      Deployment deployment,
      ArtifactDigest artifact,
      boolean fixed,
      List<ArtifactDigest> earlier,
      Access access)
      implements Route {

    public Ready {
      earlier = List.copyOf(earlier);
    }

    /// As a host shows it that everybody may see and that has shown nothing else lately.
    public Ready(Deployment deployment, ArtifactDigest artifact, boolean fixed) {
      this(deployment, artifact, fixed, List.of(), new Access.Open());
    }

    /// Returns the same host with `other` in place of its artifact, one that it showed before.
    public Ready showing(ArtifactDigest other) {
      return new Ready(deployment, other, fixed, earlier, access);
    }
  }

  /// A deployment that is an app, which is ready and kept, but not run.
  ///
  /// @param access who may see that
  record App(Deployment deployment, Access access) implements Route {

    /// As a host shows it that everybody may see.
    public App(Deployment deployment) {
      this(deployment, new Access.Open());
    }
  }

  /// A deployment that is not ready, came to nothing, or has its files no more: its state and
  /// reason say what there is to tell.
  ///
  /// @param access who may see that
  record NotReady(Deployment deployment, Access access) implements Route {

    /// As a host shows it that everybody may see.
    public NotReady(Deployment deployment) {
      this(deployment, new Access.Open());
    }
  }

  /// A host that belongs to a project which has nothing ready to show on it.
  ///
  /// @param deleted whether that is because its branch was deleted
  record Empty(boolean deleted) implements Route {

    /// As a host is that has shown nothing yet.
    public Empty() {
      this(false);
    }
  }

  /// A host that nothing was ever made for.
  record Unknown() implements Route {}
}
