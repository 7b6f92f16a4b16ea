package dev.slipway.site.cache;

import dev.slipway.artifact.Extent;
import java.util.Arrays;

/// Which windows of a mapped artifact were sent from, so that their pages may be in this process's
/// memory. Thread-safe.
///
/// A window is what the kernel maps at once around a page that is missed.
final class TouchedPages {

  static final int WINDOW = 64 * 1024;

  private static final int WINDOW_BITS = 16;

  /// Read without the lock: who sees an old value takes it, or the pages that it missed are dropped
  /// the next time.
  private volatile long[] windows = {};

  private volatile boolean used;
  private boolean queued;

  /// Notes that `extent` is about to be sent, and returns how many windows that is the first to
  /// touch.
  int touch(Extent extent) {
    if (!used) {
      used = true;
    }
    if (extent.length() == 0) {
      return 0;
    }
    int first = (int) (extent.offset() >>> WINDOW_BITS);
    int last = (int) ((extent.offset() + extent.length() - 1) >>> WINDOW_BITS);
    var known = windows;
    for (int window = first; window <= last; window++) {
      if (!has(known, window)) {
        return add(window, last);
      }
    }
    return 0;
  }

  /// Tells whether any was touched since this was asked last.
  boolean wasUsed() {
    boolean was = used;
    used = false;
    return was;
  }

  /// Notes that they are among those to look through when pages have to go, and tells whether they
  /// were not before.
  synchronized boolean enqueue() {
    boolean first = !queued;
    queued = true;
    return first;
  }

  /// Forgets all of them, and that they are looked through, and returns how many they were.
  synchronized int clear() {
    queued = false;
    int count = Arrays.stream(windows).mapToInt(Long::bitCount).sum();
    windows = new long[0];
    return count;
  }

  private synchronized int add(int first, int last) {
    int longs = Math.max(windows.length, (last >> 6) + 1);
    var grown = Arrays.copyOf(windows, longs);
    int added = 0;
    for (int window = first; window <= last; window++) {
      if (!has(grown, window)) {
        grown[window >> 6] |= 1L << window;
        added++;
      }
    }
    windows = grown;
    return added;
  }

  private static boolean has(long[] windows, int window) {
    int index = window >> 6;
    return index < windows.length && (windows[index] & (1L << window)) != 0;
  }
}
