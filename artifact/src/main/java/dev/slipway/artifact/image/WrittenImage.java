package dev.slipway.artifact.image;

import dev.slipway.core.image.ImageId;
import java.nio.file.Path;

/// An image that was written into a local file.
///
/// @param size how many bytes the file has
public record WrittenImage(Path file, ImageId id, long size) {}
