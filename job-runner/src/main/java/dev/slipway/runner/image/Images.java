package dev.slipway.runner.image;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.DeploymentFailure;
import dev.slipway.core.image.DeploymentImages.Recorded;
import dev.slipway.core.job.ClaimedJob;
import java.nio.file.Path;
import java.util.List;

/// What makes the portable images of deployments.
public interface Images {

  /// What a machine has that writes none.
  Images NONE =
      new Images() {
        @Override
        public List<String> foretell(Path artifact) {
          return List.of();
        }

        @Override
        public void make(ClaimedJob job, ArtifactDigest artifact) {}

        @Override
        public Recorded makeApp(ClaimedJob job, BuiltApp app) {
          throw new DeploymentFailure(
              "images-off",
              "This is an app, of which an image is made, and this machine makes none.",
              "Set images to true in its settings, then deploy again.");
        }
      };

  /// Returns what is to be said about the image of the tar `artifact`, as sentences for the
  /// deployment's log: what of the site it will not do, or why there will be none.
  List<String> foretell(Path artifact);

  /// Makes the image of the deployment of `job`, which is ready and has `artifact`. What goes wrong
  /// is logged, and changes nothing else: the deployment is being visited by now.
  void make(ClaimedJob job, ArtifactDigest artifact) throws InterruptedException;

  /// Makes and keeps the image of an app that `job` deploys, which is nothing without it. To record
  /// it is left to who publishes the app.
  ///
  /// @throws DeploymentFailure if this machine makes no images
  Recorded makeApp(ClaimedJob job, BuiltApp app) throws InterruptedException;
}
