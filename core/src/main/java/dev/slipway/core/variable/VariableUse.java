package dev.slipway.core.variable;

import java.util.Locale;
import java.util.Optional;

/// When a variable is there.
public enum VariableUse {
  /// While a deployment is built.
  BUILD,
  /// While a deployment runs as an app; builds never get it.
  RUNTIME,
  /// At both times.
  BOTH;

  /// Returns the use that `text` spells, or empty if it spells none.
  public static Optional<VariableUse> parse(String text) {
    return switch (text) {
      case "build" -> Optional.of(BUILD);
      case "runtime" -> Optional.of(RUNTIME);
      case "both" -> Optional.of(BOTH);
      default -> Optional.empty();
    };
  }

  /// Returns it as people write it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
