package dev.slipway.runner.detect.install;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A program that installs a project's packages and runs its scripts.
public enum PackageManager {
  NPM,
  PNPM,
  YARN,
  BUN;

  /// Returns the one whose command is called `name`.
  public static Optional<PackageManager> called(String name) {
    return Arrays.stream(values()).filter(manager -> manager.command().equals(name)).findFirst();
  }

  /// Returns the name of its command.
  public String command() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Returns the files in which it writes down what it installed.
  List<String> lockFiles() {
    return switch (this) {
      case NPM -> List.of("package-lock.json", "npm-shrinkwrap.json");
      case PNPM -> List.of("pnpm-lock.yaml");
      case YARN -> List.of("yarn.lock");
      case BUN -> List.of("bun.lock", "bun.lockb");
    };
  }
}
