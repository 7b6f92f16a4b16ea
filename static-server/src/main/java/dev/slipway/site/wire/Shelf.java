package dev.slipway.site.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Some of the finished answers, up to a budget of bytes. Thread-safe.
///
/// What is there are whole answers but for their date. They are no objects: all their bytes lie in
/// one array, one answer behind the other, so the garbage collector has nothing to look at, and to
/// find one is to look at two places in memory that are in no cache.
final class Shelf {

  /* When the array is full, the oldest of what was not used since is left out, and the others move
   * together (a "clock"): a part of the budget at a time, so that it is done for many at once.
   */

  /// What one takes beside its bytes: its slots, half of which are empty.
  private static final int OVERHEAD = 16;

  private static final int FIRST_BYTES = 8 * 1024;
  private static final int FIRST_SLOTS = 16;
  private static final int EMPTY = -1;

  /// Of how many parts of the budget one is free after making room.
  private static final int FREED = 8;

  /// How many of the longest there must be room for.
  private static final int FEWEST = 4;

  private final int budget;
  private final ReentrantLock lock = new ReentrantLock();
  private byte[] bytes;
  private int end;
  private int count;
  private Slots slots = new Slots(FIRST_SLOTS);

  /// Keeps `budget` bytes.
  Shelf(int budget) {
    this.budget = budget;
    this.bytes = new byte[Math.min(FIRST_BYTES, budget)];
  }

  /// Where answers begin, by the lowest bits of their hashes, or behind that, and their sources.
  private static final class Slots {

    private final int[] starts;
    private final @Nullable HotSource[] sources;

    Slots(int count) {
      starts = new int[count];
      Arrays.fill(starts, EMPTY);
      sources = new HotSource[count];
    }

    int count() {
      return starts.length;
    }

    int first(int hash) {
      return hash & (starts.length - 1);
    }

    int after(int slot) {
      return (slot + 1) & (starts.length - 1);
    }

    /// Puts an answer with the `hash` into the next slot that is empty.
    void add(int hash, int at, HotSource source) {
      int slot = first(hash);
      while (starts[slot] != EMPTY) {
        slot = after(slot);
      }
      starts[slot] = at;
      sources[slot] = source;
    }

    /// Returns the source of the answer with the `hash` that begins `at`.
    HotSource source(int hash, int at) {
      int slot = first(hash);
      while (starts[slot] != at) {
        slot = after(slot);
      }
      return Objects.requireNonNull(sources[slot]);
    }
  }

  /// Finds the answer to `head`, whose key has the `hash`, and puts its bytes into `room`.
  ///
  /// @param queried whether the query is part of the key
  /// @param dateLine the field that ends the head, and `ending` what comes after that
  @Nullable HotAnswer find(
      int hash,
      RequestHead head,
      boolean queried,
      byte[] dateLine,
      byte[] ending,
      ByteBuffer room) {
    lock.lock();
    try {
      int slot = slot(hash, head, queried);
      int at = slots.starts[slot];
      var source = slots.sources[slot];
      if (source == null || !HotBytes.holds(bytes, at, head, queried)) {
        return null;
      }
      HotBytes.setUsed(bytes, at, true);
      HotBytes.send(bytes, at, source.common(), dateLine, ending, room);
      return HotBytes.answer(bytes, at, source);
    } finally {
      lock.unlock();
    }
  }

  /// Keeps `answer`, with `own` of its head and `body`, as that of `head`, whose key has the
  /// `hash`. Whatever is too long for the budget is not kept.
  void keep(
      int hash, RequestHead head, boolean queried, HotAnswer answer, byte[] own, byte[] body) {
    int length = HotBytes.length(HotKey.length(head, queried), own.length, body.length);
    if (length + OVERHEAD > budget / FEWEST) {
      return;
    }
    lock.lock();
    try {
      makeRoom(length);
      HotBytes.put(bytes, end, hash, head, queried, answer, own, body);
      int slot = slot(hash, head, queried);
      if (slots.starts[slot] == EMPTY) {
        count++;
      } else {
        HotBytes.leave(bytes, slots.starts[slot]);
      }
      slots.starts[slot] = end;
      slots.sources[slot] = answer.source();
      end += length;
    } finally {
      lock.unlock();
    }
  }

  /// Forgets everything.
  void clear() {
    lock.lock();
    try {
      bytes = new byte[Math.min(FIRST_BYTES, budget)];
      end = 0;
      count = 0;
      slots = new Slots(FIRST_SLOTS);
    } finally {
      lock.unlock();
    }
  }

  /// Returns how many are kept.
  int count() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }

  /// Returns how many bytes they take.
  int weight() {
    lock.lock();
    try {
      return end + OVERHEAD * count;
    } finally {
      lock.unlock();
    }
  }

  /// Returns the slot of the answer to `head`, or the empty one that it would be put in.
  private int slot(int hash, RequestHead head, boolean queried) {
    int slot = slots.first(hash);
    while (slots.starts[slot] != EMPTY
        && !HotBytes.isFor(bytes, slots.starts[slot], hash, head, queried)) {
      slot = slots.after(slot);
    }
    return slot;
  }

  private void makeRoom(int length) {
    if (end + length + OVERHEAD * (count + 1) > budget) {
      leaveOut(budget / FREED + length);
    }
    if (2 * (count + 1) > slots.count()) {
      arrange(2 * slots.count());
    }
    if (end + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.min(budget, Math.max(2 * bytes.length, end + length)));
    }
  }

  /// Leaves out `weight` at least: the oldest of what was not used lately, or if that is too
  /// little, of all.
  private void leaveOut(int weight) {
    int left = weight;
    for (int at = 0; at < end; at += HotBytes.length(bytes, at)) {
      if (HotBytes.isLeaving(bytes, at)) {
        left -= HotBytes.length(bytes, at);
      } else if (left > 0 && !HotBytes.isUsed(bytes, at)) {
        left -= letGo(at);
      } else if (left > 0) {
        HotBytes.setUsed(bytes, at, false); // where the hand has passed, it has to be used again
      }
    }
    for (int at = 0; at < end && left > 0; at += HotBytes.length(bytes, at)) {
      if (!HotBytes.isLeaving(bytes, at)) {
        left -= letGo(at);
      }
    }
    arrange(slots.count());
  }

  private int letGo(int at) {
    HotBytes.leave(bytes, at);
    count--;
    return HotBytes.length(bytes, at) + OVERHEAD;
  }

  /// Moves together what is not leaving, and puts it into `slotCount` slots, a power of two.
  private void arrange(int slotCount) {
    var former = slots;
    slots = new Slots(slotCount);
    int to = 0;
    int length;
    for (int at = 0; at < end; at += length) {
      length = HotBytes.length(bytes, at);
      if (!HotBytes.isLeaving(bytes, at)) {
        int hash = HotBytes.hash(bytes, at);
        var source = former.source(hash, at);
        System.arraycopy(bytes, at, bytes, to, length);
        slots.add(hash, to, source);
        to += length;
      }
    }
    end = to;
  }
}
