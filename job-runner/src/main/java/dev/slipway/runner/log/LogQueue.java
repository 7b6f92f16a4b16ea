package dev.slipway.runner.log;

import dev.slipway.core.log.LogWriter;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// Bytes on their way to a log, written by a thread of its own: at once when it was quiet, else
/// several lines together. Shared and mutable; every method may be called by any thread.
///
/// It lies between a container and a store that may be slow: the engine waits only two seconds for
/// who reads a container's last output, so what comes is taken in here first. When the store is
/// further behind than [#MOST_WAITING], who writes has to wait; when it does not get on at all, it
/// has failed.
final class LogQueue implements AutoCloseable {

  /// How long bytes may wait for more.
  static final Duration PATIENCE = Duration.ofMillis(100);

  private static final Duration PATIENCE_WITH_THE_STORE = Duration.ofSeconds(30);
  private static final int MOST_WAITING = 4 * 1024 * 1024;
  private static final int ENOUGH = 64 * 1024;

  private final LogWriter writer;
  private final Runnable broken;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread;
  private ByteArrayOutputStream waiting = new ByteArrayOutputStream();
  private Optional<RuntimeException> failure = Optional.empty();
  private boolean closed;
  private boolean hurried;
  private long added;
  private long written;

  /// @param broken is run once when `writer` has failed
  LogQueue(LogWriter writer, Runnable broken) {
    this.writer = writer;
    this.broken = broken;
    this.thread = Thread.ofVirtual().name("build-log").start(this::work);
  }

  /// Adds bytes and then `\n`. After a failure of the writer it does nothing.
  void addLine(byte[] bytes, int length) {
    lock.lock();
    try {
      awaitRoom();
      if (failure.isEmpty()) {
        waiting.write(bytes, 0, length);
        waiting.write('\n');
        added += length + 1L;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Returns why the writer failed, if it did.
  Optional<RuntimeException> failure() {
    lock.lock();
    try {
      return failure;
    } finally {
      lock.unlock();
    }
  }

  /// Waits until all that was added before is where readers see it, or the writer has failed.
  void flush() {
    lock.lock();
    try {
      long target = added;
      hurried = true;
      changed.signalAll();
      await(() -> written >= target);
      hurried = false;
    } finally {
      lock.unlock();
    }
    flushWriter();
  }

  private void flushWriter() {
    try {
      if (failure().isEmpty()) {
        writer.flush();
      }
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  /// Writes what waits, and closes the writer, whether or not the thread is interrupted.
  ///
  /// @throws IllegalStateException if that takes too long
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    boolean interrupted = Thread.interrupted();
    try {
      if (!thread.join(PATIENCE_WITH_THE_STORE)) {
        throw tooSlow();
      }
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void awaitRoom() {
    await(() -> waiting.size() <= MOST_WAITING);
  }

  /// Waits for `condition` with the lock held, not minding interrupts; when that takes too long the
  /// writer has failed.
  private void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE_WITH_THE_STORE.toNanos();
    boolean interrupted = false;
    while (!condition.getAsBoolean() && failure.isEmpty()) {
      try {
        if (changed.awaitNanos(deadline - System.nanoTime()) <= 0) {
          failure = Optional.of(tooSlow());
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static RuntimeException tooSlow() {
    return new IllegalStateException(
        "the log's store has taken nothing for " + PATIENCE_WITH_THE_STORE.toSeconds() + " s");
  }

  private void work() {
    try (writer) {
      for (var next = take(); next.size() > 0; next = take()) {
        writer.write(next.toByteArray(), 0, next.size());
        rest(next.size());
      }
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  /// Waits for bytes and returns all there are; none when the queue is closed.
  private ByteArrayOutputStream take() {
    lock.lock();
    try {
      while (waiting.size() == 0 && !closed) {
        changed.awaitUninterruptibly();
      }
      var taken = waiting;
      waiting = new ByteArrayOutputStream();
      changed.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /// Lets bytes gather, now that `count` are written, so that a fast build costs few writes.
  private void rest(int count) {
    lock.lock();
    try {
      written += count;
      changed.signalAll();
      long left = PATIENCE.toNanos();
      while (left > 0 && waiting.size() < ENOUGH && !closed && !hurried) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private void fail(RuntimeException e) {
    lock.lock();
    try {
      failure = Optional.of(e);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    broken.run();
  }
}
