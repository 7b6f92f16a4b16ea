package dev.slipway.runner.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The main programs of containers: shell scripts that are constant, and get what varies as
/// arguments.
enum Script {
  BUILD("build.sh"),
  DISK("disk.sh");

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
}
