package dev.slipway.core.retention;

import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.image.ImageId;
import java.util.Set;

/// Who has which image.
public interface ImageUses {

  /// Nobody has any.
  ImageUses NONE = _ -> Set.of();

  /// Returns the deployments whose image is `image`.
  Set<DeploymentId> of(ImageId image);

  /// Forgets that any deployment had `image`, which is about to be removed.
  default void forget(ImageId image) {}
}
