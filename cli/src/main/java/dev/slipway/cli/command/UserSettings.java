package dev.slipway.cli.command;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The `SLIPWAY_…` variables that a person has set, for what is not an option of a command.
final class UserSettings {

  private static final String PREFIX = "SLIPWAY_";

  /// Those that the commands read themselves.
  private static final Set<String> OURS =
      Set.of("SLIPWAY_TOKEN", "SLIPWAY_HOME", "SLIPWAY_JAVA_OPTIONS");

  private UserSettings() {}

  /// Returns those that are meant for runners; a runner refuses what it does not know.
  static Map<String, String> ofRunners() {
    var found = new TreeMap<String, String>();
    System.getenv()
        .forEach((key, value) -> {
          if (key.startsWith(PREFIX) && !OURS.contains(key)) {
            found.put(key, value);
          }
        });
    return found;
  }
}
