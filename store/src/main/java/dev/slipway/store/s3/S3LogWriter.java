package dev.slipway.store.s3;

import static java.lang.System.Logger.Level.WARNING;

import dev.slipway.core.log.LogWriter;
import dev.slipway.store.failure.StoreException;
import dev.slipway.store.failure.UnavailableException;
import dev.slipway.store.s3.LogPieces.Piece;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Writes one log, of which a thread of its own sends the newest piece again and again while it
/// grows, and begins another when it is long enough. Thread-safe.
///
/// So the number of objects depends on the log's length only. What is not sent yet lies in memory;
/// when that is too much, whoever writes waits.
final class S3LogWriter implements LogWriter {

  private static final System.Logger LOG = System.getLogger(S3LogWriter.class.getName());
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(25);
  private static final int MOST_UNSENT = 4 << 20;

  private final Target target;
  private final int epoch;
  private final int segmentBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /// The newest piece: `length` bytes of `segment`, which begin at `begin`; `sent` of them were.
  private byte[] segment = new byte[1024];

  private long begin;
  private int length;
  private int sent;
  private boolean urgent;
  private boolean closed;
  private boolean ended;
  private String failure = "it takes too long";

  /// Where a log is sent to. Each call may take a while.
  interface Target {

    String name();

    void put(Piece piece, byte[] bytes);

    /// Makes one object of all, if no later epoch has begun.
    void unite(int epoch);

    void closed(S3LogWriter writer);
  }

  /// Where a writer begins.
  record Place(long begin, int epoch) {}

  S3LogWriter(Target target, Place place, int segmentBytes) {
    this.target = target;
    this.begin = place.begin();
    this.epoch = place.epoch();
    this.segmentBytes = segmentBytes;
    Thread.ofVirtual().name("log-to-s3").start(this::work);
  }

  @Override
  public void write(byte[] buffer, int offset, int count) {
    lock.lock();
    try {
      if (length - sent + count > MOST_UNSENT) {
        urgent = true;
        changed.signalAll();
        await(() -> length - sent + count <= MOST_UNSENT || length == sent);
      }
      if (segment.length - length < count) {
        segment = Arrays.copyOf(segment, Math.max(segment.length * 2, length + count));
      }
      System.arraycopy(buffer, offset, segment, length, count);
      length += count;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void flush() {
    lock.lock();
    try {
      long end = begin + length;
      urgent = true;
      changed.signalAll();
      await(() -> begin + sent >= end);
    } finally {
      lock.unlock();
    }
  }

  /// Sends what is left, and makes one object of all.
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      await(() -> ended);
      if (sent < length) {
        throw unsent();
      }
    } finally {
      lock.unlock();
      target.closed(this);
    }
  }

  /// Returns up to `limit` bytes from `offset` if they are in memory; empty if they are elsewhere.
  Optional<byte[]> read(long offset, int limit) {
    lock.lock();
    try {
      if (offset < begin) {
        return Optional.empty();
      }
      int from = (int) Math.min(offset - begin, length);
      return Optional.of(Arrays.copyOfRange(segment, from, Math.min(length, from + limit)));
    } finally {
      lock.unlock();
    }
  }

  private interface Question {
    boolean holds();
  }

  /// Waits until `question` holds, also if the thread is interrupted: what is told to end still has
  /// last words, and there is an end to the wait.
  private void await(Question question) {
    boolean interrupted = Thread.interrupted();
    long left = PATIENCE.toNanos();
    while (!question.holds() && left > 0) {
      try {
        left = changed.awaitNanos(left);
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (!question.holds()) {
      throw unsent();
    }
  }

  private UnavailableException unsent() {
    return new UnavailableException(
        "%d bytes of %s were not sent: %s".formatted(length - sent, target.name(), failure));
  }

  private void work() {
    try {
      while (awaitBytes()) {
        send();
      }
      unite();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      end();
    }
  }

  /// Waits until there is something to send, and some time for more to come; false when all was
  /// sent and no more will come.
  private boolean awaitBytes() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (sent == length && !closed) {
        urgent = false;
        changed.await();
      }
      long left = PAUSE.toNanos();
      while (!closed && !urgent && length - sent < segmentBytes && left > 0) {
        left = changed.awaitNanos(left);
      }
      return sent < length;
    } finally {
      lock.unlock();
    }
  }

  private void send() throws InterruptedException {
    Piece piece;
    byte[] bytes;
    lock.lock();
    try {
      piece = new Piece(begin, epoch, length);
      bytes = Arrays.copyOf(segment, length);
    } finally {
      lock.unlock();
    }
    try {
      target.put(piece, bytes);
      sent(bytes.length);
    } catch (StoreException e) {
      LOG.log(WARNING, "{0} is sent again: {1}", target.name(), e.getMessage());
      rest(e);
    }
  }

  private void sent(int count) {
    lock.lock();
    try {
      sent = count;
      if (sent >= segmentBytes) {
        segment = Arrays.copyOfRange(segment, sent, Math.max(length, sent + 1024));
        begin += sent;
        length -= sent;
        sent = 0;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits a while after a failure; the last time there is no next one.
  private void rest(StoreException why) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      failure = String.valueOf(why.getMessage());
      if (closed) {
        throw new InterruptedException(failure);
      }
      long left = PAUSE.toNanos();
      while (!closed && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private void unite() {
    try {
      target.unite(epoch);
    } catch (StoreException e) {
      LOG.log(WARNING, "{0} stays in several objects: {1}", target.name(), e.getMessage());
    }
  }

  private void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
