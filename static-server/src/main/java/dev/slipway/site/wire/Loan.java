package dev.slipway.site.wire;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Tells a thread when it gets back what it has lent. What either did with it before, the other
/// sees.
final class Loan {

  private volatile boolean lent;
  private volatile @Nullable Thread lender;

  /// Begins one: this thread lends.
  void begin() {
    lender = Thread.currentThread();
    lent = true;
  }

  /// Waits until it ends; told to stop meanwhile, this thread `recall`s it first.
  void await(Runnable recall) throws InterruptedException {
    boolean interrupted = false;
    while (lent) {
      LockSupport.park(this);
      if (Thread.interrupted()) {
        interrupted = true;
        recall.run();
      }
    }
    if (interrupted) {
      throw new InterruptedException("told to stop while a connection was lent");
    }
  }

  /// Ends it, by who has what was lent.
  void end() {
    lent = false;
    LockSupport.unpark(lender);
  }
}
