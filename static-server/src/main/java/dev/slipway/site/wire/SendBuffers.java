package dev.slipway.site.wire;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The memory outside of the heap in which answers are put together before they are sent: few
/// buffers, since one is held only while an answer is made and handed to the kernel. Thread-safe.
final class SendBuffers {

  /// How much one has room for: a head, and a body of usual length.
  static final int ROOM = 136 * 1024;

  private static final int MOST = 32;

  /* The one that was used last comes first: it is in the processor's cache. */
  private final Deque<ByteBuffer> free = new ArrayDeque<>(MOST);
  private final ReentrantLock lock = new ReentrantLock();
  private int made;

  /// Returns an empty buffer, to be given [#back]; null if all are in use.
  @Nullable ByteBuffer take() {
    lock.lock();
    try {
      var buffer = free.poll();
      if (buffer != null || made == MOST) {
        return buffer;
      }
      made++;
    } finally {
      lock.unlock();
    }
    return ByteBuffer.allocateDirect(ROOM);
  }

  /// Takes `buffer` back, whatever is in it.
  void back(ByteBuffer buffer) {
    buffer.clear();
    lock.lock();
    try {
      free.push(buffer);
    } finally {
      lock.unlock();
    }
  }
}
