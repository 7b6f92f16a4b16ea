package dev.slipway.runner.checkout.git;

import dev.slipway.core.deployment.Commit;
import dev.slipway.core.deployment.CommitSha;
import org.eclipse.jgit.revwalk.RevCommit;

/// Turns the Git library's commits into ours.
public final class Commits {

  private Commits() {}

  /// Returns what people know of `commit`.
  public static Commit of(RevCommit commit) {
    var author = commit.getAuthorIdent();
    return new Commit(
        new CommitSha(commit.name()),
        commit.getFullMessage(),
        author == null ? "" : author.getName());
  }
}
