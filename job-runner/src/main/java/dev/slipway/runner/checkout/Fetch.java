package dev.slipway.runner.checkout;

import dev.slipway.core.deployment.DeploymentFailure;
import dev.slipway.core.project.BranchName;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectChecker.ErrorType;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.PackLock;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;

/// One commit on its way into an empty repository.
///
/// The commit is asked for by its id, at depth 1. A server that hands out only the tips of branches
/// refuses that for any other commit; then the branch is fetched with its history, within the same
/// limits, and the commit is looked for in it. No other ref is fetched, and none is written here.
final class Fetch {

  private static final Logger LOG = System.getLogger(Fetch.class.getName());
  private static final int MOST_BRANCHES_SHOWN = 10;

  /// After this, a host's machines agree about a push, nearly always.
  private static final Duration LAG = Duration.ofMillis(1500);

  /// What an object may be wrong in: paths, which the census of the tree names better, and people's
  /// lines that old programs wrote.
  private static final Set<ErrorType> LEFT_TO_OTHERS =
      Set.of(
          ErrorType.EMPTY_NAME,
          ErrorType.FULL_PATHNAME,
          ErrorType.HAS_DOT,
          ErrorType.HAS_DOTDOT,
          ErrorType.HAS_DOTGIT,
          ErrorType.ZERO_PADDED_FILEMODE,
          ErrorType.BAD_DATE,
          ErrorType.BAD_EMAIL,
          ErrorType.BAD_TIMEZONE,
          ErrorType.MISSING_EMAIL,
          ErrorType.MISSING_SPACE_BEFORE_DATE);

  private final Repository repository;
  private final Origin origin;
  private final BranchName branch;

  Fetch(Repository repository, Origin origin, BranchName branch) {
    this.repository = repository;
    this.origin = origin;
    this.branch = branch;
  }

  /// Returns the commit that was fetched: `wanted`, or else the tip of the branch.
  ObjectId run(Optional<ObjectId> wanted) throws IOException {
    try (var transport = open();
        var connection = connect(transport, 1)) {
      var tip = tip(connection);
      var commit = wanted.or(() -> tip).orElse(null);
      if (commit == null) {
        throw noSuchBranch();
      }
      if (tip.filter(commit::equals).isPresent()) {
        take(connection, commit);
        return commit;
      }
      if (takesById(connection, commit)) {
        return commit;
      }
      if (tip.isEmpty()) {
        throw lost(commit);
      }
      return takeFromHistory(commit);
    }
  }

  /// Fetches `wanted` if the branch is at it, and returns where the branch is in any case; empty if
  /// it is not there.
  Optional<ObjectId> runIfTip(ObjectId wanted) throws IOException {
    var tip = takeIfTip(wanted);
    if (origin.mayLag() && tip.filter(wanted::equals).isEmpty()) {
      await();
      tip = takeIfTip(wanted);
    }
    return tip;
  }

  private Optional<ObjectId> takeIfTip(ObjectId wanted) throws IOException {
    try (var transport = open();
        var connection = connect(transport, 1)) {
      var tip = tip(connection);
      if (tip.filter(wanted::equals).isPresent()) {
        take(connection, wanted);
      }
      return tip;
    }
  }

  private static void await() throws InterruptedIOException {
    try {
      Thread.sleep(LAG);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted before asking the host again");
    }
  }

  private Optional<ObjectId> tip(FetchConnection connection) {
    return Optional.ofNullable(connection.getRef(branch.ref())).map(Ref::getObjectId);
  }

  private void take(FetchConnection connection, ObjectId commit) throws IOException {
    var ref = new ObjectIdRef.Unpeeled(Ref.Storage.NETWORK, commit.name(), commit);
    try {
      connection.fetch(new UntilInterrupted(), List.of(ref), Set.of());
    } finally {
      for (PackLock lock : connection.getPackLocks()) {
        lock.unlock();
      }
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted while fetching " + commit.name());
    }
  }

  private boolean takesById(FetchConnection connection, ObjectId commit) throws IOException {
    boolean advertised =
        connection.getRefs().stream().anyMatch(ref -> commit.equals(ref.getObjectId()));
    if (!advertised && !origin.givesAnyCommit()) {
      return false;
    }
    try {
      take(connection, commit);
      return repository.getObjectDatabase().has(commit);
    } catch (TransportException e) {
      if (Refusals.failureIn(e).isPresent() || Thread.currentThread().isInterrupted()) {
        throw e;
      }
      LOG.log(Level.DEBUG, "Commit not given by its id, trying its branch", e);
      return false;
    }
  }

  private ObjectId takeFromHistory(ObjectId commit) throws IOException {
    try (var transport = open();
        var connection = connect(transport, 0)) {
      take(connection, tip(connection).orElseThrow(() -> lost(commit)));
    }
    if (!repository.getObjectDatabase().has(commit)) {
      throw lost(commit);
    }
    return commit;
  }

  private DeploymentFailure lost(ObjectId commit) {
    return Refusals.commitNotFound(commit.name(), branch);
  }

  private DeploymentFailure noSuchBranch() throws IOException {
    try (var transport = open();
        var connection = transport.openFetch()) {
      var branches =
          connection.getRefs().stream()
              .map(Ref::getName)
              .filter(name -> name.startsWith(Constants.R_HEADS))
              .map(name -> name.substring(Constants.R_HEADS.length()))
              .sorted()
              .limit(MOST_BRANCHES_SHOWN)
              .toList();
      return Refusals.branchNotFound(branch, branches);
    }
  }

  private Transport open() throws IOException {
    var transport = origin.open(repository);
    transport.setTagOpt(TagOpt.NO_TAGS);
    transport.setCheckFetchedObjects(true);
    transport.setObjectChecker(new ObjectChecker().setIgnore(LEFT_TO_OTHERS));
    return transport;
  }

  /// @param depth how many commits deep to fetch, 0 for all
  private FetchConnection connect(Transport transport, int depth) throws IOException {
    if (depth > 0) {
      transport.setDepth(depth);
    }
    return transport.openFetch(List.of(new RefSpec(branch.ref())));
  }

  /// Stops the Git library where it asks whether to go on.
  private static final class UntilInterrupted extends EmptyProgressMonitor {
    @Override
    public boolean isCancelled() {
      return Thread.currentThread().isInterrupted();
    }
  }
}
