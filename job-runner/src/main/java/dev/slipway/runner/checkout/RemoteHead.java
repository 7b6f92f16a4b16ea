package dev.slipway.runner.checkout;

import dev.slipway.core.deployment.Commit;
import dev.slipway.core.deployment.CommitSha;
import dev.slipway.core.deployment.DeploymentFailure;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.RepositoryUrl;
import dev.slipway.runner.checkout.git.IsolatedGit;
import java.time.Duration;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.jspecify.annotations.Nullable;

/// Where a repository of a host is: its default branch, and the commit at the tip of it.
public record RemoteHead(BranchName branch, Commit commit) {

  /// Asks the host of `url`, which a person of this machine has typed.
  ///
  /// @throws DeploymentFailure if it does not answer within `patience`, or has no default branch
  public static RemoteHead of(RepositoryUrl url, Duration patience) {
    IsolatedGit.enforce();
    try {
      var refs =
          Git.lsRemoteRepository()
              .setRemote(url.toString())
              .setHeads(true)
              .setTimeout((int) patience.toSeconds())
              .callAsMap();
      return head(url, refs.get(Constants.HEAD));
    } catch (GitAPIException e) {
      throw new DeploymentFailure(
          "repository-unreachable",
          url + " could not be asked for its branches: " + e.getMessage() + ".",
          "See whether the address is right and the repository is public.");
    }
  }

  private static RemoteHead head(RepositoryUrl url, @Nullable Ref head) {
    if (head == null || !head.isSymbolic() || head.getObjectId() == null) {
      throw new DeploymentFailure(
          "repository-empty",
          url + " has no default branch.",
          "Push a commit to it, or give its branch a name.");
    }
    var name = head.getTarget().getName().substring(Constants.R_HEADS.length());
    var sha = new CommitSha(head.getObjectId().name());
    return new RemoteHead(new BranchName(name), new Commit(sha, "", ""));
  }
}
