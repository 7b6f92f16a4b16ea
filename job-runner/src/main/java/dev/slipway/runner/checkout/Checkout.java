package dev.slipway.runner.checkout;

import dev.slipway.core.deployment.CommitSha;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.RepositoryUrl;
import dev.slipway.runner.checkout.git.BareRepository;
import dev.slipway.runner.checkout.git.IsolatedGit;
import dev.slipway.runner.checkout.host.AllowedHosts;
import dev.slipway.runner.checkout.host.HostDoor;
import dev.slipway.runner.checkout.tree.GitSourceTree;
import dev.slipway.runner.checkout.tree.SourceTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/// Fetches one commit of a repository, at depth 1, into a bare repository, and opens its files.
///
/// No hook, filter, submodule, credential or setting of anyone takes part. The work is done in a
/// thread of its own: an interrupt, the time limit and the size limit end it within a second, even
/// while a host sends nothing.
public final class Checkout {

  private final CheckoutLimits limits;
  private final AllowedHosts hosts;
  private final boolean localFolders;
  private final Supplier<SSLSocketFactory> tls;

  /// @param localFolders whether a repository may be a folder of this machine
  public Checkout(CheckoutLimits limits, AllowedHosts hosts, boolean localFolders) {
    this(limits, hosts, localFolders, () -> (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  Checkout(
      CheckoutLimits limits,
      AllowedHosts hosts,
      boolean localFolders,
      Supplier<SSLSocketFactory> tls) {
    this.limits = limits;
    this.hosts = hosts;
    this.localFolders = localFolders;
    this.tls = tls;
  }

  /// Fetches exactly `commit`, or the tip of `branch` if it is empty, into `folder`, which is empty
  /// and ours. The tree reads from there until it is closed.
  ///
  /// @throws dev.slipway.core.deployment.DeploymentFailure if the repository is at fault
  /// @throws dev.slipway.runner.checkout.git.CheckoutException if this machine is
  public SourceTree fetch(
      RepositoryUrl url, BranchName branch, Optional<CommitSha> commit, Path folder)
      throws InterruptedException {
    var wanted = commit.map(sha -> ObjectId.fromString(sha.value()));
    return watched(
        url,
        folder,
        watch -> {
          try (var ground = new Ground(watch)) {
            return ground.tree(fetch(ground, url, branch).run(wanted));
          }
        });
  }

  /// Does the same with `commit` if `branch` is at it, and otherwise only says where the branch is.
  ///
  /// A host that names another commit is asked again a moment later, since it may announce a push
  /// before all of its machines have it, and the second answer counts. Is that one old even so, the
  /// branch stays at what the host showed until it is pushed to again.
  public Fetched fetchTip(RepositoryUrl url, BranchName branch, CommitSha commit, Path folder)
      throws InterruptedException {
    var wanted = ObjectId.fromString(commit.value());
    return watched(
        url,
        folder,
        watch -> {
          try (var ground = new Ground(watch)) {
            var tip = fetch(ground, url, branch).runIfTip(wanted);
            return tip.filter(wanted::equals).isPresent()
                ? new Fetched.Found(ground.tree(wanted))
                : new Fetched.Moved(tip.map(id -> new CommitSha(id.name())));
          }
        });
  }

  private <T> T watched(RepositoryUrl url, Path folder, Work<T> work) throws InterruptedException {
    IsolatedGit.enforce();
    if (url.isLocal() && !localFolders) {
      throw Refusals.localNotAllowed(url);
    }
    var watch = new Watch(limits, folder);
    return watch.run(() -> {
      try {
        return work.under(watch);
      } catch (IOException | RuntimeException | OutOfMemoryError e) {
        throw Refusals.meaning(e, url, folder);
      }
    });
  }

  /// What is done while the limits are watched.
  private interface Work<T> {
    T under(Watch watch) throws IOException;
  }

  private Fetch fetch(Ground ground, RepositoryUrl url, BranchName branch) throws IOException {
    return new Fetch(ground.repository, origin(url), branch);
  }

  private Origin origin(RepositoryUrl url) throws IOException {
    return url.isLocal()
        ? LocalOrigin.of(url)
        : new HostOrigin(url, new HostDoor(hosts, tls.get(), limits.fetched()), limits.time());
  }

  /// The repository that is fetched into: a tree's that was opened in it, or else closed at the
  /// end.
  private final class Ground implements AutoCloseable {

    private final Watch watch;
    private final Repository repository;
    private boolean ours = true;

    Ground(Watch watch) throws IOException {
      this.watch = watch;
      this.repository = BareRepository.create(watch.folder());
    }

    SourceTree tree(ObjectId commit) throws IOException {
      watch.checkSize();
      var tree = GitSourceTree.open(repository, commit, limits.tree());
      ours = false;
      return tree;
    }

    @Override
    public void close() {
      if (ours) {
        repository.close();
      }
    }
  }
}
