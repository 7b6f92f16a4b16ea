package dev.slipway.runner.checkout;

import dev.slipway.core.deployment.CommitSha;
import dev.slipway.runner.checkout.tree.SourceTree;
import java.util.Optional;

/// What came of fetching a commit that is wanted only as the tip of its branch.
public sealed interface Fetched {

  /// It was fetched; its files are in `tree`, until that is closed.
  record Found(SourceTree tree) implements Fetched {}

  /// The branch is at `tip`, or there is none any more if that is empty; nothing was fetched.
  record Moved(Optional<CommitSha> tip) implements Fetched {}
}
