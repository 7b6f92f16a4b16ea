package dev.slipway.process.service;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;

/// What a service is made of, to be closed in the opposite order. Thread-safe.
public final class Parts implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Parts.class.getName());

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private boolean closed;

  /// Adds `part`, and returns it. If all is closed already, it is closed at once.
  ///
  /// @throws IllegalStateException in that case
  public synchronized <T extends AutoCloseable> T add(T part) {
    open.push(part);
    if (closed) {
      close();
      throw new IllegalStateException("The service is stopping");
    }
    return part;
  }

  /// Closes all, whatever of it fails; that is only said.
  @Override
  public synchronized void close() {
    closed = true;
    while (!open.isEmpty()) {
      var part = open.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.log(Level.WARNING, "Could not stop a part of the service cleanly: " + part, e);
      }
    }
  }
}
