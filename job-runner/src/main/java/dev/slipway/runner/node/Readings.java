package dev.slipway.runner.node;

import java.nio.file.Path;
import java.util.OptionalLong;

/// What can be read off a machine. Empty is what can't be told.
interface Readings {

  /// Returns how much memory programs can get without swapping, in bytes.
  OptionalLong freeMemory();

  /// Returns how much is free on the disk that `folder` lies on, in bytes.
  OptionalLong freeDisk(Path folder);
}
