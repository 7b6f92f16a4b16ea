package dev.slipway.core.variable;

import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.Environment;
import java.util.Locale;
import java.util.Optional;

/// Which deployments of a project a variable is for. Where several of a name fit, the narrowest
/// counts: one branch before an environment, an environment before all.
public sealed interface VariableScope {

  /// What a text begins with that names a branch.
  String BRANCH = "branch:";

  /// Every deployment.
  record Everywhere() implements VariableScope {
    @Override
    public String text() {
      return "all";
    }
  }

  /// The deployments of one environment.
  record In(Environment environment) implements VariableScope {
    @Override
    public String text() {
      return environment.name().toLowerCase(Locale.ROOT);
    }
  }

  /// The deployments of one branch, whether or not that is the production branch.
  record On(BranchName branch) implements VariableScope {
    @Override
    public String text() {
      return BRANCH + branch;
    }
  }

  /// Returns the scope as people write it: `all`, `production`, `preview` or `branch:NAME`.
  String text();

  /// Returns the scope that `text` spells, or empty if it spells none.
  static Optional<VariableScope> parse(String text) {
    return switch (text) {
      case "all" -> Optional.of(new Everywhere());
      case "production" -> Optional.of(new In(Environment.PRODUCTION));
      case "preview" -> Optional.of(new In(Environment.PREVIEW));
      default ->
          text.startsWith(BRANCH)
              ? BranchName.parse(text.substring(BRANCH.length())).map(On::new)
              : Optional.empty();
    };
  }

  /// Tells whether it holds for the deployments of `branch`, which are for `environment`.
  default boolean covers(Environment environment, BranchName branch) {
    return switch (this) {
      case Everywhere() -> true;
      case In(var wanted) -> wanted == environment;
      case On(var wanted) -> wanted.equals(branch);
    };
  }

  /// Returns how narrow it is: of two that cover a deployment, the one with the larger number
  /// counts.
  default int narrowness() {
    return switch (this) {
      case Everywhere() -> 0;
      case In(_) -> 1;
      case On(_) -> 2;
    };
  }
}
