package dev.slipway.core.image;

import dev.slipway.core.deployment.DeploymentId;
import java.util.Optional;

/// Which deployment has which portable image. A deployment has one at most, and always the same.
public interface DeploymentImages {

  /// An image that was written and kept.
  ///
  /// @param size how many bytes its tar has
  record Recorded(ImageId id, long size) {}

  /// Records that `deployment` has `image`; one that is recorded already stays.
  void record(DeploymentId deployment, Recorded image);

  /// Returns the image of `deployment`; empty if none was written, or not yet.
  Optional<Recorded> find(DeploymentId deployment);
}
