package dev.slipway.runner.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The main programs of containers: shell scripts that are constant, and get what varies as
/// arguments.
enum Script {
  BUILD("build.sh"),
  DISK("disk.sh"),
  PACKAGES("packages.sh"),
  SIZES("sizes.sh");

  private final String text;

  Script(String file) {
    try (var in = Script.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + file + " is missing");
      }
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the resource " + file + " can't be read", e);
    }
  }

  String text() {
    return text;
  }

  /// Returns what the script of a build in `folder` is told about `step`.
  static List<String> arguments(BuildStep step, String folder) {
    var fallback = step.fallback();
    return List.of(
        step.phase().word(),
        step.folder().orElse(folder),
        step.command(),
        fallback.map(BuildStep.Fallback::check).orElse(""),
        fallback.map(BuildStep.Fallback::command).orElse(""),
        fallback.map(BuildStep.Fallback::warning).orElse(""));
  }
}
