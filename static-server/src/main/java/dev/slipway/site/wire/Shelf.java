package dev.slipway.site.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Some of the finished answers, up to a budget of bytes. Thread-safe.
///
/// What is there are whole answers but for their date, so the garbage collector has little to look
/// at: all their bytes lie in one array, one answer behind the other.
final class Shelf {

  /* When the array is full, the oldest of what was not used since is left out, and the others move
   * together (a "clock"): a part of the budget at a time, so that it is done for many at once.
   */

  private static final int OVERHEAD = 200;
  private static final int FIRST_BYTES = 8 * 1024;
  private static final int FIRST_SLOTS = 16;

  /// Of how many parts of the budget one is free after making room.
  private static final int FREED = 8;

  /// How many of the longest there must be room for.
  private static final int FEWEST = 4;

  private final int budget;
  private final ReentrantLock lock = new ReentrantLock();
  private byte[] bytes;
  private int end;
  private @Nullable Kept[] slots = new Kept[FIRST_SLOTS];
  private List<Kept> oldestFirst = new ArrayList<>();

  /// Keeps `budget` bytes.
  Shelf(int budget) {
    this.budget = budget;
    this.bytes = new byte[Math.min(FIRST_BYTES, budget)];
  }

  /// An answer, and where its bytes begin: its key, what is its own of its head, its body.
  private static final class Kept {

    private final HotAnswer answer;
    private final AnswerHead.Common common;
    private final int hash;
    private final int headStart;
    private final int bodyStart;
    private final int length;
    private int at;
    private boolean used;
    private boolean replaced;

    private int weight() {
      return length + OVERHEAD;
    }

    private Kept(
        HotAnswer answer,
        AnswerHead.Common common,
        int hash,
        int at,
        int headStart,
        int bodyStart,
        int length) {
      this.answer = answer;
      this.common = common;
      this.hash = hash;
      this.at = at;
      this.headStart = headStart;
      this.bodyStart = bodyStart;
      this.length = length;
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
      var kept = slots[slot(hash, head, queried)];
      if (kept == null || !kept.answer.holds(head, queried)) {
        return null;
      }
      kept.used = true;
      room.put(bytes, kept.at + kept.headStart, kept.bodyStart - kept.headStart);
      kept.common.put(room);
      room.put(dateLine).put(ending);
      room.put(bytes, kept.at + kept.bodyStart, kept.length - kept.bodyStart);
      return kept.answer;
    } finally {
      lock.unlock();
    }
  }

  /// Keeps `answer`, with `answerHead` and `body`, as that of `head`, whose key has the `hash`.
  /// Whatever is too long for the budget is not kept.
  void keep(
      int hash,
      RequestHead head,
      boolean queried,
      HotAnswer answer,
      AnswerHead answerHead,
      byte[] body) {
    var own = answerHead.own();
    int headStart = HotKey.length(head, queried);
    int bodyStart = headStart + own.length;
    int length = bodyStart + body.length;
    if (length + OVERHEAD > budget / FEWEST) {
      return;
    }
    lock.lock();
    try {
      makeRoom(length);
      HotKey.put(head, queried, bytes, end);
      System.arraycopy(own, 0, bytes, end + headStart, own.length);
      System.arraycopy(body, 0, bytes, end + bodyStart, body.length);
      var kept = new Kept(answer, answerHead.common(), hash, end, headStart, bodyStart, length);
      end += length;
      int slot = slot(hash, head, queried);
      var former = slots[slot];
      if (former != null) {
        former.replaced = true;
      }
      slots[slot] = kept;
      oldestFirst.add(kept);
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
      oldestFirst = new ArrayList<>();
      slots = new Kept[FIRST_SLOTS];
    } finally {
      lock.unlock();
    }
  }

  /// Returns how many are kept.
  int count() {
    lock.lock();
    try {
      return oldestFirst.size();
    } finally {
      lock.unlock();
    }
  }

  /// Returns how many bytes they take.
  int weight() {
    lock.lock();
    try {
      return end + OVERHEAD * oldestFirst.size();
    } finally {
      lock.unlock();
    }
  }

  /// Returns the slot of the answer to `head`, or the empty one that it would be put in.
  private int slot(int hash, RequestHead head, boolean queried) {
    int mask = slots.length - 1;
    int slot = hash & mask;
    for (var kept = slots[slot]; kept != null; kept = slots[slot]) {
      if (kept.hash == hash
          && HotKey.isOf(head, queried, bytes, kept.at, kept.at + kept.headStart)) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void makeRoom(int length) {
    if (end + length + OVERHEAD * (oldestFirst.size() + 1) > budget) {
      leaveOut(budget / FREED + length);
    }
    if (2 * (oldestFirst.size() + 1) > slots.length) {
      fill(2 * slots.length);
    }
    if (end + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.min(budget, Math.max(2 * bytes.length, end + length)));
    }
  }

  /// Leaves out `weight` at least: the oldest of what was not used lately, or if that is too
  /// little, of all.
  private void leaveOut(int weight) {
    int left = weight;
    var staying = new ArrayList<Kept>();
    for (var kept : oldestFirst) {
      if (left > 0 && (!kept.used || kept.replaced)) {
        left -= kept.weight();
      } else {
        kept.used &= left <= 0; // where the hand has passed, it has to be used again to stay
        staying.add(kept);
      }
    }
    int first = 0;
    for (; first < staying.size() && left > 0; first++) {
      left -= staying.get(first).weight();
    }
    oldestFirst = new ArrayList<>(staying.subList(first, staying.size()));
    end = 0;
    for (var kept : oldestFirst) {
      System.arraycopy(bytes, kept.at, bytes, end, kept.length);
      kept.at = end;
      end += kept.length;
    }
    fill(slots.length);
  }

  /// Puts all that is kept into `count` slots, a power of two.
  private void fill(int count) {
    slots = new Kept[count];
    for (var kept : oldestFirst) {
      if (!kept.replaced) {
        int slot = kept.hash & (count - 1);
        while (slots[slot] != null) {
          slot = (slot + 1) & (count - 1);
        }
        slots[slot] = kept;
      }
    }
  }
}
