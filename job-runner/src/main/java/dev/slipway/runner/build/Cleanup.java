package dev.slipway.runner.build;

import java.util.ArrayDeque;
import java.util.Deque;

/// What is to be undone, newest first. All of it is done even if some of it fails: the first
/// failure is thrown, with the others suppressed. Not thread-safe.
final class Cleanup implements AutoCloseable {

  private final Deque<Runnable> actions = new ArrayDeque<>();

  void add(Runnable action) {
    actions.push(action);
  }

  @Override
  public void close() {
    RuntimeException first = null;
    while (!actions.isEmpty()) {
      try {
        actions.pop().run();
      } catch (RuntimeException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  /// Does all of it because of `failure`, to which it adds what fails here.
  void closeAfter(Throwable failure) {
    try {
      close();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }
}
