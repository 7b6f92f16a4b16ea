package dev.slipway.runner.detect;

import dev.slipway.runner.detect.file.ProjectFolder;
import dev.slipway.runner.detect.install.Install;
import dev.slipway.runner.detect.settings.BuildWishes;
import dev.slipway.runner.detect.settings.BuildWishes.Topic;
import java.util.Optional;

/// What a repository wishes, as parts of a plan.
final class Wished {

  private Wished() {}

  /// Returns the install that is wished, whose command is empty if none is to be.
  static Optional<Install> install(BuildWishes wishes, ProjectFolder folder) {
    return wishes
        .value(Topic.INSTALL)
        .map(line -> new Install(folder.path(), line, Optional.empty()));
  }

  /// Returns the output folder that is wished, which is `.` for the project's own.
  static Optional<String> output(BuildWishes wishes) {
    return wishes.value(Topic.OUTPUT).map(path -> path.isEmpty() ? "." : path);
  }
}
