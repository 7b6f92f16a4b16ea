package dev.slipway.core.log;

import dev.slipway.core.artifact.Bucket;
import java.nio.file.Path;
import java.util.Optional;

/// Where logs are kept.
///
/// @param folder a folder of this machine; where there is a bucket, it holds at most what was kept
///   before there was
/// @param bucket where new ones go, if not into the folder
public record LogPlace(Path folder, Optional<Bucket> bucket) {}
