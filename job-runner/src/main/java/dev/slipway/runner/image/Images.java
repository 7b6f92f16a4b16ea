package dev.slipway.runner.image;

import dev.slipway.core.artifact.ArtifactDigest;
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
      };

  /// Returns what is to be said about the image of the tar `artifact`, as sentences for the
  /// deployment's log: what of the site it will not do, or why there will be none.
  List<String> foretell(Path artifact);

  /// Makes the image of the deployment of `job`, which is ready and has `artifact`. What goes wrong
  /// is logged, and changes nothing else: the deployment is being visited by now.
  void make(ClaimedJob job, ArtifactDigest artifact) throws InterruptedException;
}
