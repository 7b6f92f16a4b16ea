package dev.slipway.artifact.output;

import dev.slipway.artifact.Limits;
import dev.slipway.core.deployment.DeploymentFailure;

/// Counts what an output folder has, and stops at its project's limits.
final class Tally {

  private static final int ENTRIES_BESIDES = 1000;

  private final Limits limits;
  private long entries;
  private long files;
  private long bytes;

  Tally(Limits limits) {
    this.limits = limits;
  }

  /// Counts anything with a name. Of these there may be twice as many as files, and some.
  void entry(String path) {
    entries++;
    if (entries > 2L * limits.files() + ENTRIES_BESIDES) {
      throw tooMany(path, "files, folders and links");
    }
  }

  /// Counts a file, before any of it is read.
  void file(String path, long size) {
    files++;
    if (files > limits.files()) {
      throw tooMany(path, "files");
    }
    if (size > limits.bytes() - bytes) {
      throw new DeploymentFailure(
          "output-too-large",
          "The output folder has more than %,d bytes; counting stopped at %s."
              .formatted(limits.bytes(), Shown.path(path)),
          "Leave large files out of it, or ask for a higher limit for this project.");
    }
    bytes += size;
  }

  private DeploymentFailure tooMany(String path, String what) {
    return new DeploymentFailure(
        "output-too-many-files",
        "The output folder has more than %,d %s; counting stopped at %s."
            .formatted(what.equals("files") ? limits.files() : entries - 1, what, Shown.path(path)),
        "Leave files out of it, or ask for a higher limit for this project.");
  }
}
