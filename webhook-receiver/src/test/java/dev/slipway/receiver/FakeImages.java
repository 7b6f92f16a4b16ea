package dev.slipway.receiver;

import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.image.DeploymentImages;
import dev.slipway.core.image.ImageId;
import dev.slipway.core.image.ImageStore;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Images where a test says that they are.
final class FakeImages implements ImageStore, DeploymentImages {

  private final Map<ImageId, Path> tars = new ConcurrentHashMap<>();
  private final Map<DeploymentId, Recorded> recorded = new ConcurrentHashMap<>();

  @Override
  public void put(ImageId id, Path file) {
    tars.put(id, file);
  }

  @Override
  public Optional<Path> find(ImageId id) {
    return Optional.ofNullable(tars.get(id));
  }

  @Override
  public void record(DeploymentId deployment, Recorded image) {
    recorded.putIfAbsent(deployment, image);
  }

  @Override
  public Optional<Recorded> find(DeploymentId deployment) {
    return Optional.ofNullable(recorded.get(deployment));
  }
}
