package dev.slipway.runner.detect;

import java.util.List;
import java.util.Locale;

/// A program that installs a project's packages and runs its scripts.
public enum PackageManager {
  NPM("npm ci", "npm install"),
  PNPM("pnpm install --frozen-lockfile", "pnpm install"),
  YARN("yarn install --frozen-lockfile", "yarn install"),
  BUN("bun install --frozen-lockfile", "bun install");

  private final String frozenInstall;
  private final String plainInstall;

  PackageManager(String frozenInstall, String plainInstall) {
    this.frozenInstall = frozenInstall;
    this.plainInstall = plainInstall;
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

  /// Returns the line that installs exactly what the lock file says.
  String frozenInstall() {
    return frozenInstall;
  }

  /// Returns the line that installs what `package.json` allows.
  String plainInstall() {
    return plainInstall;
  }
}
