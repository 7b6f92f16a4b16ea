package dev.slipway.core.artifact;

import java.nio.file.Path;
import java.util.Optional;

/// Where artifacts are kept.
///
/// @param folder a folder of this machine; where there is a bucket, it holds at most what was kept
///   before there was
/// @param bucket where new ones go, if not into the folder
public record ArtifactPlace(Path folder, Optional<Bucket> bucket) {

  /// Returns the folder of portable images, which lies beside that of artifacts.
  public Path images() {
    return folder.resolveSibling("images");
  }
}
