package dev.slipway.artifact;

import dev.slipway.core.artifact.ArtifactDigest;
import java.nio.file.Path;

/// An artifact that was packed into a local file.
///
/// @param bytes how many bytes the files have together, uncompressed and without variants
public record PackedArtifact(Path file, ArtifactDigest digest, int files, long bytes) {}
