package dev.slipway.runner.checkout;

import dev.slipway.core.deployment.Commit;
import dev.slipway.core.deployment.DeploymentFailure;
import dev.slipway.core.project.BranchName;
import dev.slipway.runner.checkout.git.CheckoutException;
import dev.slipway.runner.checkout.git.Commits;
import dev.slipway.runner.checkout.git.IsolatedGit;
import dev.slipway.runner.checkout.git.PassiveFileSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.submodule.SubmoduleWalk.IgnoreSubmoduleMode;

/// A Git repository in a folder of the machine's user, as it was when it was read.
///
/// @param branch the branch that `HEAD` is on
/// @param commit the commit that `HEAD` is at
/// @param uncommitted how many files differ from that commit, or are new and not ignored
public record LocalRepository(Path folder, BranchName branch, Commit commit, int uncommitted) {

  /// Reads the repository whose root is `folder`, or returns empty if it is none. Folders above are
  /// not looked at.
  ///
  /// @throws DeploymentFailure if `HEAD` is on no branch, or on one without a commit
  public static Optional<LocalRepository> read(Path folder) {
    IsolatedGit.enforce();
    var root = folder.toAbsolutePath().normalize();
    var builder = new FileRepositoryBuilder().setFS(new PassiveFileSystem());
    if (root.getParent() != null) {
      builder.addCeilingDirectory(root.getParent().toFile());
    }
    if (builder.findGitDir(root.toFile()).getGitDir() == null) {
      return Optional.empty();
    }
    try (var repository = builder.build()) {
      var branch = branch(repository, root);
      return Optional.of(
          new LocalRepository(root, branch, head(repository, branch), uncommitted(repository)));
    } catch (IOException | GitAPIException e) {
      throw new CheckoutException("could not read the repository in " + root, e);
    }
  }

  private static BranchName branch(Repository repository, Path folder) throws IOException {
    var name = repository.getFullBranch();
    return Optional.ofNullable(name)
        .filter(full -> full.startsWith(Constants.R_HEADS))
        .flatMap(full -> BranchName.parse(full.substring(Constants.R_HEADS.length())))
        .orElseThrow(() ->
            new DeploymentFailure(
                "detached-head",
                "The repository in %s is on no branch.".formatted(folder),
                "Check out a branch: `git switch main`, or `git switch -c NAME` to make one"
                    + " here."));
  }

  private static Commit head(Repository repository, BranchName branch) throws IOException {
    var head = repository.resolve(Constants.HEAD);
    if (head == null) {
      throw new DeploymentFailure(
          "no-commit",
          "The branch \"%s\" has no commit yet.".formatted(branch),
          "Commit something: `git add . && git commit`.");
    }
    try (var walk = new RevWalk(repository)) {
      return Commits.of(walk.parseCommit(head));
    }
  }

  private static int uncommitted(Repository repository) throws GitAPIException {
    if (repository.isBare()) {
      return 0;
    }
    try (var git = Git.wrap(repository)) {
      var status = git.status().setIgnoreSubmodules(IgnoreSubmoduleMode.ALL).call();
      var changed = new HashSet<>(status.getUncommittedChanges());
      changed.addAll(status.getUntracked());
      return changed.size();
    }
  }
}
