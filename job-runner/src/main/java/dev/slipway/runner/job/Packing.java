package dev.slipway.runner.job;

import dev.slipway.artifact.Fallback;
import dev.slipway.artifact.Limits;
import dev.slipway.artifact.Manifest;
import dev.slipway.artifact.Source;
import dev.slipway.artifact.pack.PackRequest;
import dev.slipway.artifact.rules.compile.RuleSources;
import java.util.Optional;
import java.util.Set;

/// Where an output is packed and what is known besides it, whichever plan it comes from.
///
/// @param rules what the repository says about serving
/// @param previous what was deployed before
record Packing(WorkFolder folder, RuleSources rules, Optional<Manifest> previous) {

  /// Returns the request to pack the folder `output` of a tar.
  PackRequest request(Source source, Fallback fallback, String output, Set<String> copied) {
    return new PackRequest(source, fallback, Limits.USUAL, output, copied, folder.spool())
        .withRules(rules)
        .withPrevious(previous);
  }
}
