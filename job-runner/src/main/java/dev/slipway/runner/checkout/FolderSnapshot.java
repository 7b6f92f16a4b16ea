package dev.slipway.runner.checkout;

import dev.slipway.core.deployment.Commit;
import dev.slipway.core.project.BranchName;
import dev.slipway.runner.checkout.git.BareRepository;
import dev.slipway.runner.checkout.git.CheckoutException;
import dev.slipway.runner.checkout.git.Commits;
import dev.slipway.runner.checkout.git.IsolatedGit;
import dev.slipway.runner.checkout.tree.TreeLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/// A plain folder of the machine's user as a repository of one commit.
///
/// @param repository where the bare repository is
/// @param branch the only branch
public record FolderSnapshot(Path repository, BranchName branch, Commit commit) {

  private static final BranchName MAIN = new BranchName("main");
  private static final String AUTHOR = "Slipway";
  private static final String EMAIL = "slipway@localhost";

  /// Takes a snapshot of `folder` without what its `.gitignore` files exclude, node_modules, .git
  /// and .slipway.
  ///
  /// Its time is that of the newest file. A snapshot of the same files over one that was taken
  /// before is the same commit, whatever their times are.
  ///
  /// @param repository the folder of an earlier snapshot, or one that is empty or not there
  /// @throws dev.slipway.core.deployment.DeploymentFailure if there are more files or bytes than
  ///   `limits` allow
  public static FolderSnapshot take(Path folder, Path repository, TreeLimits limits)
      throws InterruptedException {
    IsolatedGit.enforce();
    try (var bare = BareRepository.create(repository)) {
      return new FolderSnapshot(repository, MAIN, commit(folder, bare, limits));
    } catch (IOException e) {
      throw new CheckoutException("could not take a snapshot of " + folder, e);
    }
  }

  private static Commit commit(Path folder, Repository bare, TreeLimits limits)
      throws IOException, InterruptedException {
    try (var inserter = bare.newObjectInserter();
        var walk = new RevWalk(bare)) {
      var content = new FolderContent(folder, inserter, limits);
      var tree = content.insert();
      var last = bare.resolve(MAIN.ref());
      if (last == null || !walk.parseCommit(last).getTree().equals(tree)) {
        last = commit(tree, content.newest(), folder, inserter);
        inserter.flush();
        move(bare, last);
      }
      return Commits.of(walk.parseCommit(last));
    }
  }

  private static ObjectId commit(ObjectId tree, Instant time, Path folder, ObjectInserter inserter)
      throws IOException {
    var person = new PersonIdent(AUTHOR, EMAIL, time, ZoneOffset.UTC);
    var commit = new CommitBuilder();
    commit.setTreeId(tree);
    commit.setAuthor(person);
    commit.setCommitter(person);
    commit.setMessage("Snapshot of " + folder.toAbsolutePath().normalize().getFileName() + "\n");
    return inserter.insert(commit);
  }

  private static void move(Repository bare, ObjectId commit) throws IOException {
    var update = bare.updateRef(Constants.R_HEADS + MAIN.value());
    update.setNewObjectId(commit);
    update.disableRefLog();
    var result = update.forceUpdate();
    if (result != RefUpdate.Result.NEW && result != RefUpdate.Result.FORCED) {
      throw new IOException("could not move the branch to " + commit.name() + ": " + result);
    }
  }
}
