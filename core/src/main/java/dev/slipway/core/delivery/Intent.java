package dev.slipway.core.delivery;

import dev.slipway.core.deployment.Commit;
import dev.slipway.core.project.BranchName;
import java.util.Optional;

/// What a delivery or a person asks for.
public sealed interface Intent {

  /// To deploy a branch.
  ///
  /// @param commit what to deploy; empty for whatever the tip of the branch is when a runner looks
  record Deploy(BranchName branch, Optional<Commit> commit) implements Intent {}

  /// Nothing; `reason` says why, as a sentence.
  record Nothing(String reason) implements Intent {}
}
