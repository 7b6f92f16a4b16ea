package dev.slipway.bench.chaos;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;

/// What has to be undone at the end, the last that was done first; also when the program is told to
/// end in the middle. Thread-safe.
final class Cleanup implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Cleanup.class.getName());

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Thread atExit = new Thread(this::undo, "cleanup");

  Cleanup() {
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /// Undoes `part` at the end, and returns it.
  synchronized <T extends AutoCloseable> T add(T part) {
    open.push(part);
    return part;
  }

  private synchronized void undo() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        LOG.log(Level.WARNING, "Something is left that could not be undone", e);
      }
    }
  }

  @Override
  public void close() {
    undo();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      LOG.log(Level.DEBUG, "The program ends already", e);
    }
  }
}
