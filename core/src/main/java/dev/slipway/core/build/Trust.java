package dev.slipway.core.build;

import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.project.Environment;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How far a build's code is trusted: only what builds of production leave is there for others, and
/// what the project keeps for its own code is given to no other.
public enum Trust {
  /// The production branch.
  PRODUCTION,
  /// Any other branch of the project's own repository.
  PREVIEW,
  /// Code of somebody who may not write to the repository. It gets no variable at all, not even a
  /// public one: what is public to whoever sees the project need not be so to strangers.
  FORK;

  /// Returns how far the code of `deployment` is trusted.
  ///
  /// This is the one place that decides it. Nobody has [#FORK] yet: every deployment there is was
  /// made from a branch of the project's own repository, and neither hooks nor people can ask for
  /// any other.
  public static Trust of(Deployment deployment) {
    return switch (deployment.environment()) {
      case PRODUCTION -> PRODUCTION;
      case PREVIEW -> PREVIEW;
    };
  }

  /// Returns the level that `word` spells, or empty if it spells none.
  public static Optional<Trust> parse(String word) {
    return Arrays.stream(values()).filter(trust -> trust.word().equals(word)).findFirst();
  }

  /// Returns what builds of this level are for.
  public Environment environment() {
    return this == PRODUCTION ? Environment.PRODUCTION : Environment.PREVIEW;
  }

  /// Returns how it is spelled.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Tells whether builds of this level leave their cache to the next ones of production. That of
  /// any other is gone with the build.
  public boolean keepsCache() {
    return this == PRODUCTION;
  }

  /// Tells whether builds of this level begin with copies of the packages that builds of production
  /// have left.
  public boolean getsPackages() {
    return this == PREVIEW;
  }

  /// Returns whose word it is that the artifact is what the source says. What a branch of the
  /// repository has made may go live when it is merged, since nothing went into it that another
  /// branch has left; what a fork has made is built again.
  public String vouchedBy() {
    return this == FORK ? "fork" : "repository";
  }
}
