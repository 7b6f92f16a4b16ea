package dev.slipway.runner.checkout;

import dev.slipway.core.deployment.Commit;
import dev.slipway.core.deployment.CommitSha;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.RepositoryUrl;
import dev.slipway.runner.checkout.git.IsolatedGit;
import dev.slipway.runner.checkout.host.AllowedHosts;
import dev.slipway.runner.checkout.host.HostDoor;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.RefSpec;

/// Where a repository of a host is: its default branch, and the commit at the tip of it.
///
/// Hosts say which branch `HEAD` stands for. To one that only says which commit, `HEAD` stands for
/// `main`, `master`, or else the first branch by name, that is at this commit.
public record RemoteHead(BranchName branch, Commit commit) {

  private static final long LONGEST_ANSWER = 64L << 20;
  private static final int MOST_BRANCHES_SHOWN = 10;
  private static final List<String> USUAL = List.of("main", "master");

  /// Asks the host of `url`, one of `hosts`, in the same way as a checkout does.
  ///
  /// @throws dev.slipway.core.deployment.DeploymentFailure if it may not be asked, does not answer
  ///   within `patience`, or the repository has no default branch
  public static RemoteHead of(RepositoryUrl url, AllowedHosts hosts, Duration patience)
      throws InterruptedException {
    return of(url, hosts, patience, () -> (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  static RemoteHead of(
      RepositoryUrl url, AllowedHosts hosts, Duration patience, Supplier<SSLSocketFactory> tls)
      throws InterruptedException {
    IsolatedGit.enforce();
    return new Errand(patience, () -> Refusals.silent(url, patience), () -> {})
        .run(() -> {
          try {
            var door = new HostDoor(hosts, tls.get(), LONGEST_ANSWER);
            return head(url, refs(new HostOrigin(url, door, patience)));
          } catch (IOException | RuntimeException | OutOfMemoryError e) {
            throw Refusals.meaning(e, url);
          }
        });
  }

  private static Collection<Ref> refs(HostOrigin origin) throws IOException {
    var wanted =
        List.of(
            new RefSpec(Constants.HEAD),
            new RefSpec(Constants.R_HEADS + "*:" + Constants.R_HEADS + "*"));
    try (var transport = origin.open();
        var connection = transport.openFetch(wanted)) {
      return connection.getRefs();
    }
  }

  private static RemoteHead head(RepositoryUrl url, Collection<Ref> refs) {
    var branches = refs.stream().flatMap(RemoteHead::branch).toList();
    if (branches.isEmpty()) {
      throw Refusals.empty();
    }
    var head = refs.stream().filter(ref -> ref.getName().equals(Constants.HEAD)).findFirst();
    var tip = head.flatMap(ref -> Optional.ofNullable(ref.getObjectId()));
    if (head.isEmpty() || tip.isEmpty()) {
      throw Refusals.noDefaultBranch(url, shown(branches));
    }
    return head.filter(Ref::isSymbolic)
        .flatMap(ref -> branch(ref.getTarget()).findFirst())
        .or(() -> likeliest(branches, tip.get()))
        .orElseThrow(() -> Refusals.onNoBranch(url));
  }

  private static Optional<RemoteHead> likeliest(List<RemoteHead> branches, ObjectId tip) {
    return branches.stream()
        .filter(branch -> branch.commit().sha().value().equals(tip.name()))
        .min(
            Comparator.comparingInt(RemoteHead::rank)
                .thenComparing(branch -> branch.branch().value()));
  }

  private static int rank(RemoteHead branch) {
    int place = USUAL.indexOf(branch.branch().value());
    return place < 0 ? USUAL.size() : place;
  }

  private static Stream<RemoteHead> branch(Ref ref) {
    var id = ref.getObjectId();
    return ref.getName().startsWith(Constants.R_HEADS) && id != null
        ? BranchName.parse(ref.getName().substring(Constants.R_HEADS.length()))
            .map(name -> new RemoteHead(name, new Commit(new CommitSha(id.name()), "", "")))
            .stream()
        : Stream.empty();
  }

  private static List<String> shown(List<RemoteHead> branches) {
    return branches.stream()
        .map(branch -> branch.branch().value())
        .sorted()
        .limit(MOST_BRANCHES_SHOWN)
        .toList();
  }
}
