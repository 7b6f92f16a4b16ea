package dev.slipway.core.build;

import dev.slipway.core.project.Environment;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How far a build's code is trusted: what it leaves in its cache is read only by builds of the
/// same level.
public enum Trust {
  /// The production branch.
  PRODUCTION,
  /// Any other branch of the project's own repository.
  PREVIEW,
  /// Code of somebody who may not write to the repository.
  FORK;

  /// Returns the level of a branch of the project's own repository.
  public static Trust of(Environment environment) {
    return switch (environment) {
      case PRODUCTION -> PRODUCTION;
      case PREVIEW -> PREVIEW;
    };
  }

  /// Returns the level that `word` spells, or empty if it spells none.
  public static Optional<Trust> parse(String word) {
    return Arrays.stream(values()).filter(trust -> trust.word().equals(word)).findFirst();
  }

  /// Returns how it is spelled.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Returns whose word it is that the artifact is what the source says. What a branch of the
  /// repository has made may go live when it is merged; what a fork has made is built again.
  public String vouchedBy() {
    return this == FORK ? "fork" : "repository";
  }
}
