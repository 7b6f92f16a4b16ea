package dev.slipway.runner.image;

import dev.slipway.runner.build.Builder;
import java.util.List;
import java.util.Map;

/// What apps find in their environment.
final class AppSettings {

  /// Where the packages of a Python app are, in its folder.
  private static final String PACKAGES = ".python_packages";

  private AppSettings() {}

  /// Returns the folders of an app in which there may be programs that it brings.
  static List<String> path(Builder builder) {
    return switch (builder) {
      case NODE -> List.of("node_modules/.bin");
      case PYTHON -> List.of(PACKAGES + "/bin");
    };
  }

  /// Returns the variables that are the same for all apps.
  static Map<String, String> environment(Builder builder) {
    return switch (builder) {
      case NODE -> Map.of("NODE_ENV", "production");
      case PYTHON ->
          Map.of(
              "PYTHONPATH",
              "/app/" + PACKAGES,
              "PYTHONUNBUFFERED",
              "1",
              "PYTHONDONTWRITEBYTECODE",
              "1");
    };
  }
}
