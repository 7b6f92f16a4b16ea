package dev.slipway.runner.checkout;

import dev.slipway.runner.checkout.git.CheckoutException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// The limits of one checkout, kept while it goes on: how long it takes, and how large its folder
/// gets.
final class Watch {

  private final CheckoutLimits limits;
  private final Path folder;

  Watch(CheckoutLimits limits, Path folder) {
    this.limits = limits;
    this.folder = folder;
  }

  <T> T run(Supplier<T> work) throws InterruptedException {
    return new Errand(limits.time(), () -> Refusals.tookTooLong(limits.time()), this::checkSize)
        .run(work);
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
