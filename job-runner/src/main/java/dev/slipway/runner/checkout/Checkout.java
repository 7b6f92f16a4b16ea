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
    IsolatedGit.enforce();
    if (url.isLocal() && !localFolders) {
      throw Refusals.localNotAllowed(url);
    }
    var wanted = commit.map(sha -> ObjectId.fromString(sha.value()));
    var watch = new Watch(limits, folder);
    return watch.run(() -> {
      try {
        return checkOut(url, branch, wanted, watch);
      } catch (IOException | RuntimeException | OutOfMemoryError e) {
        throw Refusals.meaning(e, url, folder);
      }
    });
  }

  private SourceTree checkOut(
      RepositoryUrl url, BranchName branch, Optional<ObjectId> commit, Watch watch)
      throws IOException {
    var repository = BareRepository.create(watch.folder());
    try {
      var found = new Fetch(repository, origin(url), branch).run(commit);
      watch.checkSize();
      return GitSourceTree.open(repository, found, limits.tree());
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      repository.close();
      throw e;
    }
  }

  private Origin origin(RepositoryUrl url) throws IOException {
    return url.isLocal()
        ? LocalOrigin.of(url)
        : new HostOrigin(url, new HostDoor(hosts, tls.get(), limits.fetched()), limits.time());
  }
}
