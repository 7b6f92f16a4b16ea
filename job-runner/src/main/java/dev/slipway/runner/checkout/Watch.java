package dev.slipway.runner.checkout;

import dev.slipway.runner.checkout.git.CheckoutException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Lets work run in a virtual thread, and ends it at an interrupt, a time limit or when its folder
/// gets too large.
///
/// A virtual thread, since an interrupt ends it even where it waits for a socket. Where it waits
/// for something else, as for a name server, it is left behind.
final class Watch {

  private static final long TICK_MILLIS = 100;
  private static final Duration GRACE = Duration.ofMillis(500);

  private final CheckoutLimits limits;
  private final Path folder;

  Watch(CheckoutLimits limits, Path folder) {
    this.limits = limits;
    this.folder = folder;
  }

  <T> T run(Supplier<T> work) throws InterruptedException {
    var task = new FutureTask<>(work::get);
    var thread = Thread.ofVirtual().name("checkout").start(task);
    try {
      return await(task);
    } finally {
      stop(thread);
    }
  }

  private <T> T await(FutureTask<T> task) throws InterruptedException {
    long start = System.nanoTime();
    while (true) {
      try {
        return task.get(TICK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (System.nanoTime() - start > limits.time().toNanos()) {
          throw Refusals.tookTooLong(limits.time());
        }
        checkSize();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException failure) {
          throw failure;
        }
        throw new CheckoutException("checkout into " + folder + " broke down", e);
      }
    }
  }

  Path folder() {
    return folder;
  }

  /// Throws if the folder has become too large.
  void checkSize() {
    if (size() > limits.fetched()) {
      throw Refusals.tooLarge(limits.fetched());
    }
  }

  private long size() {
    var sum = new AtomicLong();
    try {
      Files.walkFileTree(folder, new Adding(sum));
    } catch (IOException e) {
      throw new CheckoutException("could not measure " + folder, e);
    }
    return sum.get();
  }

  private static void stop(Thread thread) {
    thread.interrupt();
    try {
      thread.join(GRACE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Adds up the sizes of files, of which some go while it looks.
  private static final class Adding extends SimpleFileVisitor<Path> {

    private final AtomicLong sum;

    Adding(AtomicLong sum) {
      this.sum = sum;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      sum.addAndGet(attributes.size());
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    @SuppressWarnings("NullAway") // null is how success is told
    public FileVisitResult postVisitDirectory(Path directory, IOException e) {
      return FileVisitResult.CONTINUE;
    }
  }
}
