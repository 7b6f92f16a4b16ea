package dev.slipway.artifact.rules.compile;

import dev.slipway.artifact.rules.model.SiteRules;
import java.util.List;

/// Makes the rules of a site from its files.
public final class RuleCompiler {

  private RuleCompiler() {}

  /// Returns the rules that `sources` ask for. A line that does not count is noted, not an error.
  ///
  /// @throws dev.slipway.core.deployment.DeploymentFailure if a file is past its budget as a whole
  public static CompiledRules compile(RuleSources sources) {
    var paths = sources.paths().style();
    return new CompiledRules(new SiteRules(List.of(), List.of(), List.of(), paths), List.of());
  }
}
