package dev.slipway.site.cache;

import dev.slipway.artifact.Extent;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/// The bodies of open artifacts as memory that the kernel sends from, without copying them to the
/// heap. Thread-safe.
public final class MappedBodies {

  /* The pages of a mapping that were sent from count as this process's memory, although the kernel
   * would keep them anyway. So there is a budget for them; past it, the pages of artifacts that
   * nobody has asked for lately are given back, as a clock goes round: one that was used since the
   * hand passed it last stays for another round. What is given back stays in the kernel's cache of
   * the file, and costs a fault to have again.
   *
   * A large body would drive out all others: its pages are given back behind it.
   */

  /// The most of a body to ask for at once.
  public static final int LONGEST_SLICE = 1 << 20;

  private static final int LARGE = 8 << 20;

  private final long budget;
  private final AtomicLong resident = new AtomicLong();
  private final ReentrantLock clock = new ReentrantLock();
  private final Queue<SharedArtifact> hand = new ArrayDeque<>();

  /// Keeps about `budget` bytes of pages.
  public MappedBodies(long budget) {
    this.budget = budget;
  }

  /// Returns the bytes at `slice` of `body`, to be handed to the kernel while `lease` is open.
  ///
  /// @throws dev.slipway.artifact.ArtifactException if the artifact can't be mapped
  public ByteBuffer slice(ArtifactLease lease, Extent body, Extent slice) {
    var shared = lease.shared();
    if (slice.offset() + slice.length() > shared.artifact().mapped().byteSize()) {
      shared.artifact().requireLength(slice.offset() + slice.length());
    }
    if (body.length() < LARGE) {
      int added = shared.touched().touch(slice);
      if (added > 0) {
        count(shared, added);
      }
    }
    return shared.artifact().mapped().asSlice(slice.offset(), slice.length()).asByteBuffer();
  }

  /// Notes that `slice` of `body` was sent.
  public void sent(ArtifactLease lease, Extent body, Extent slice) {
    if (body.length() >= LARGE) {
      PageAdvice.drop(lease.artifact().mapped().asSlice(slice.offset(), slice.length()));
    }
  }

  /// Returns at most how many bytes of pages are this process's now, apart from those of large
  /// bodies that are under way.
  long resident() {
    return resident.get();
  }

  private void count(SharedArtifact shared, int windows) {
    resident.addAndGet((long) windows * TouchedPages.WINDOW);
    clock.lock();
    try {
      if (shared.touched().enqueue()) {
        hand.add(shared);
        PageAdvice.keepSmall(shared.artifact().mapped());
      }
      trim();
    } finally {
      clock.unlock();
    }
  }

  private void trim() {
    for (int turns = 2 * hand.size(); turns > 0 && resident.get() > budget; turns--) {
      var next = hand.remove();
      if (next.touched().wasUsed() && turns > hand.size()) {
        hand.add(next);
      } else {
        drop(next);
      }
    }
  }

  private void drop(SharedArtifact shared) {
    resident.addAndGet(-(long) shared.touched().clear() * TouchedPages.WINDOW);
    shared
        .lease()
        .ifPresent(lease -> {
          try (lease) {
            PageAdvice.drop(lease.artifact().mapped());
          }
        });
  }
}
