package dev.slipway.store.redis;

import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.log.LogStore;
import dev.slipway.core.log.LogWriter;
import dev.slipway.store.failure.StoreException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Writes a log, and has what was written copied to a stream by a thread of its own.
///
/// That thread reads the log itself, from where the stream ends. So it holds nothing in memory, the
/// writer never waits for it, and after an outage or a flush it goes on with what is missing. Redis
/// is asked once per [#PAUSE], more often only when that does not suffice.
final class LogTee implements LogWriter {

  private static final System.Logger LOGGER = System.getLogger(LogTee.class.getName());
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(2);
  private static final Duration LONGEST_REST = Duration.ofSeconds(1);
  private static final long UNKNOWN = -1;

  private final LogWriter writer;
  private final LogStore log;
  private final DeploymentId deployment;
  private final Redis redis;
  private final LogStream stream;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean written = true;
  private boolean closed;

  /// Where the stream ends; only the thread's.
  private long position = UNKNOWN;

  /// @param writer writes to `log`, and is closed with this
  LogTee(LogWriter writer, LogStore log, DeploymentId deployment, Redis redis, LogStream stream) {
    this.writer = writer;
    this.log = log;
    this.deployment = deployment;
    this.redis = redis;
    this.stream = stream;
    this.thread = Thread.ofVirtual().name("log-stream-" + deployment).start(this::work);
  }

  @Override
  public void write(byte[] buffer, int offset, int length) {
    writer.write(buffer, offset, length);
    note(false);
  }

  @Override
  public void flush() {
    writer.flush();
  }

  /// Closes the log, and waits for the last bytes to be copied, but not for long.
  @Override
  public void close() {
    try {
      writer.close();
    } finally {
      note(true);
      end();
    }
  }

  private void end() {
    boolean interrupted = Thread.interrupted();
    try {
      if (!thread.join(PATIENCE_AT_THE_END)) {
        thread.interrupt();
      }
    } catch (InterruptedException _) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void note(boolean last) {
    lock.lock();
    try {
      written = true;
      closed |= last;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void work() {
    try {
      boolean last;
      do {
        last = awaitBytes();
        copy();
        pause();
      } while (!last);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (StoreException e) {
      LOGGER.log(
          Level.WARNING, "The log of deployment=" + deployment + " is not shown elsewhere", e);
    }
  }

  /// Waits for something to do, and tells whether it is the last.
  private boolean awaitBytes() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!written && !closed) {
        changed.await();
      }
      written = false;
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /// Lets bytes come together, unless no more will.
  private void pause() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = PAUSE.toNanos();
      while (!closed && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private void copy() throws InterruptedException {
    boolean more = true;
    while (more) {
      try {
        more = copyOne();
      } catch (RedisException e) {
        redis.complain("take the log of deployment " + deployment, e);
        position = UNKNOWN;
        redis.rest(LONGEST_REST);
        more = !isClosed();
      }
    }
  }

  private boolean copyOne() {
    if (position == UNKNOWN) {
      position = stream.end();
    }
    var chunk = log.read(deployment, position, LogStream.LARGEST);
    if (chunk.bytes().length == 0) {
      return false;
    }
    position = stream.add(position, chunk.bytes()) ? chunk.next() : UNKNOWN;
    return position == UNKNOWN || chunk.bytes().length == LogStream.LARGEST;
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }
}
