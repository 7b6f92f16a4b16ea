package dev.slipway.artifact;

import dev.slipway.core.artifact.ArtifactDigest;
import java.nio.file.Path;
import java.util.List;

/// An artifact that was packed into a local file.
///
/// @param bytes how many bytes the files have together, uncompressed and without variants
/// @param notes what was left out and why, as sentences for the deployment's log
public record PackedArtifact(
    Path file, ArtifactDigest digest, int files, long bytes, List<String> notes) {

  public PackedArtifact {
    notes = List.copyOf(notes);
  }
}
