package dev.slipway.core.variable;

import java.util.Locale;
import java.util.Optional;

/// Who may see a variable's value.
public enum VariableKind {
  /// Everybody who may see the project; it may become a part of what is deployed.
  PUBLIC,
  /// Nobody, once it is set: it is masked in logs, and a deployment that contains it fails.
  SECRET;

  /// Returns the kind that `text` spells, or empty if it spells none.
  public static Optional<VariableKind> parse(String text) {
    return switch (text) {
      case "public" -> Optional.of(PUBLIC);
      case "secret" -> Optional.of(SECRET);
      default -> Optional.empty();
    };
  }

  /// Returns it as people write it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
