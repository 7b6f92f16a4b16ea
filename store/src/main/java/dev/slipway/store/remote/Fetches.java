package dev.slipway.store.remote;

import static java.lang.System.Logger.Level.WARNING;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.store.failure.StoreException;
import dev.slipway.store.failure.UnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Fetches artifacts into the cache: each once, however many wait for it. Thread-safe.
final class Fetches {

  /* A fetch has a thread of its own, so that nobody who gives up waiting ends it for the others.
   * What came to nothing is remembered for a moment: who asks meanwhile gets the same answer. While
   * the store is away, one question in a moment finds out whether it is back, and all others fail at
   * once.
   */

  private static final System.Logger LOG = System.getLogger(Fetches.class.getName());
  private static final int MOST_AT_ONCE = 4;
  private static final int TRIES = 3;

  private final RemoteArtifacts remote;
  private final TarCache cache;
  private final Patience patience;
  private final Semaphore permits = new Semaphore(MOST_AT_ONCE, true);
  private final Trouble away;
  private final Trouble disk;
  private final ConcurrentMap<ArtifactDigest, CompletableFuture<Optional<Path>>> running =
      new ConcurrentHashMap<>();

  Fetches(RemoteArtifacts remote, TarCache cache, Patience patience) {
    this.remote = remote;
    this.cache = cache;
    this.patience = patience;
    this.away =
        new Trouble(
            "Artifacts can''t be fetched from "
                + remote.name()
                + ": {0}. Those that this machine has copies of are served; of all others visitors"
                + " get a 503. Check that the store runs, can be reached, and takes the access key.",
            "Artifacts can be fetched from " + remote.name() + " again.");
    this.disk =
        new Trouble(
            "Artifacts of "
                + remote.name()
                + " can''t be copied to this machine: {0}. Those that it has copies of are served;"
                + " of all others visitors get a 503. See that the disk has room.",
            "Artifacts of " + remote.name() + " can be copied to this machine again.");
  }

  /// Returns the copy of `digest` when it is there; empty if there is no such artifact.
  ///
  /// @throws UnavailableException if it can't be had now
  /// @throws StoreException if what is there is not the artifact
  Optional<Path> await(ArtifactDigest digest) {
    var fetch = running.computeIfAbsent(digest, this::begin);
    try {
      return fetch.get(patience.waiting().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new UnavailableException("Artifact " + digest + " is still on its way", e);
    } catch (ExecutionException e) {
      throw ofAnother(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("Nobody waits for artifact " + digest + " any more", e);
    }
  }

  /// Returns what a thread throws for what another failed by: each its own, since a stack trace is
  /// added to when it is thrown.
  private static RuntimeException ofAnother(Throwable cause) {
    var message = String.valueOf(cause.getMessage());
    return cause instanceof UnavailableException
        ? new UnavailableException(message, cause)
        : new StoreException(message, cause);
  }

  private CompletableFuture<Optional<Path>> begin(ArtifactDigest digest) {
    var fetch = new CompletableFuture<Optional<Path>>();
    Thread.ofVirtual().name("fetch-" + digest.hex()).start(() -> run(digest, fetch));
    return fetch;
  }

  private void run(ArtifactDigest digest, CompletableFuture<Optional<Path>> fetch) {
    boolean there = false;
    try {
      var copy = permitted(digest);
      there = copy.isPresent();
      fetch.complete(copy);
    } catch (RuntimeException | Error e) {
      fetch.completeExceptionally(e);
    } finally {
      end(digest, fetch, there);
    }
  }

  private void end(ArtifactDigest digest, CompletableFuture<Optional<Path>> fetch, boolean there) {
    if (there) {
      running.remove(digest, fetch);
    } else {
      CompletableFuture.delayedExecutor(patience.pause().toNanos(), TimeUnit.NANOSECONDS)
          .execute(() -> running.remove(digest, fetch));
    }
  }

  private Optional<Path> permitted(ArtifactDigest digest) {
    try {
      if (!permits.tryAcquire(patience.waiting().toNanos(), TimeUnit.NANOSECONDS)) {
        throw new UnavailableException(MOST_AT_ONCE + " other artifacts are still on their way");
      }
      try {
        return fetched(digest);
      } finally {
        permits.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("Artifact " + digest + " is not fetched any more", e);
    }
  }

  private Optional<Path> fetched(ArtifactDigest digest) {
    var copy = cache.find(digest); // made since it was looked for last
    for (int tries = 1; copy.isEmpty(); tries++) {
      if (away.isFresh(patience.pause())) {
        throw new UnavailableException(remote.name() + " did not answer a moment ago");
      }
      try {
        return once(digest);
      } catch (BrokenTarException e) {
        notWhatItShouldBe(digest, e, tries);
      } catch (Transfer.InterruptedTransferException e) {
        cutOff(digest, e, tries);
      }
    }
    return copy;
  }

  private Optional<Path> once(ArtifactDigest digest)
      throws BrokenTarException, Transfer.InterruptedTransferException {
    try (var incoming = opened(digest)) {
      if (incoming.isEmpty()) {
        away.end();
        return Optional.empty();
      }
      var transfer = new Transfer(digest, incoming.get(), patience.fetch());
      var copy = cache.add(digest, incoming.get().length(), transfer::write);
      away.end();
      disk.end();
      return Optional.of(copy);
    } catch (BrokenTarException | Transfer.InterruptedTransferException e) {
      throw e;
    } catch (IOException e) {
      disk.begin(e);
      throw new UnavailableException("Artifact " + digest + " can't be copied to here: " + e, e);
    }
  }

  private Opened opened(ArtifactDigest digest) {
    try {
      return new Opened(remote.fetch(digest));
    } catch (IOException e) {
      away.begin(e);
      throw new UnavailableException("Artifact " + digest + " can't be fetched: " + e, e);
    }
  }

  private static void notWhatItShouldBe(ArtifactDigest digest, IOException e, int tries) {
    LOG.log(WARNING, "What came as artifact {0} is refused: {1}.", digest, e.getMessage());
    if (tries == TRIES) {
      throw new StoreException("what came is not the artifact: " + e.getMessage(), e);
    }
  }

  private void cutOff(ArtifactDigest digest, IOException e, int tries) {
    if (tries == TRIES) {
      away.begin(e);
      throw new UnavailableException("Artifact " + digest + " can't be fetched: " + e, e);
    }
    LOG.log(WARNING, "Artifact {0} is fetched again: {1}.", digest, e.getMessage());
  }

  /// What was opened, if there was something.
  private record Opened(Optional<RemoteArtifacts.Incoming> incoming) implements AutoCloseable {

    boolean isEmpty() {
      return incoming.isEmpty();
    }

    RemoteArtifacts.Incoming get() {
      return incoming.orElseThrow();
    }

    /// What was read or not is decided; how it is let go of is not worth a failure.
    @Override
    public void close() {
      try {
        if (incoming.isPresent()) {
          incoming.get().close();
        }
      } catch (IOException e) {
        LOG.log(System.Logger.Level.DEBUG, "A connection was not closed cleanly: {0}", e);
      }
    }
  }
}
