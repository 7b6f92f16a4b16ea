package dev.slipway.core.delivery;

import dev.slipway.core.deployment.Commit;
import dev.slipway.core.deployment.CommitSha;
import dev.slipway.core.project.BranchName;
import java.util.Optional;

/// What a delivery or a person asks for.
public sealed interface Intent {

  /// To deploy a branch.
  ///
  /// @param commit what to deploy; empty for whatever the tip of the branch is when a runner looks
  /// @param exact whether that very commit is wanted even if the branch has moved on meanwhile
  /// @param rebuild whether it is to be built even if the same was built before
  record Deploy(BranchName branch, Optional<Commit> commit, boolean exact, boolean rebuild)
      implements Intent {

    /// A wish that what was built before fulfils too.
    public Deploy(BranchName branch, Optional<Commit> commit, boolean exact) {
      this(branch, commit, exact, false);
    }

    /// As a push asks for it: the branch as it stands.
    public Deploy(BranchName branch, Optional<Commit> commit) {
      this(branch, commit, false);
    }

    /// Returns the same wish, for a build whatever was built before.
    public Deploy rebuilt() {
      return new Deploy(branch, commit, exact, true);
    }
  }

  /// To take away the host of a branch that was deleted.
  ///
  /// @param last the commit that the branch was at; empty if that was not said
  record Remove(BranchName branch, Optional<CommitSha> last) implements Intent {}

  /// Nothing; `reason` says why, as a sentence.
  record Nothing(String reason) implements Intent {}
}
