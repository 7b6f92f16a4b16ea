package dev.slipway.store.local;

import dev.slipway.core.alias.RouteChanges.Listener;
import dev.slipway.core.alias.RouteChanges.Subscription;
import dev.slipway.core.project.ProjectId;
import java.lang.System.Logger.Level;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// One listener of the process, with the words that it has not heard yet and the thread that tells
/// it. Thread-safe.
final class LocalSubscription implements Subscription {

  private static final System.Logger LOGGER = System.getLogger(LocalSubscription.class.getName());
  private static final int MOST_WAITING = 1000;

  private final Listener listener;
  private final Consumer<LocalSubscription> atEnd;
  private final BlockingQueue<ProjectId> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicBoolean overflowed = new AtomicBoolean();
  private final Thread thread;

  LocalSubscription(Listener listener, Consumer<LocalSubscription> atEnd) {
    this.listener = listener;
    this.atEnd = atEnd;
    this.thread = Thread.ofVirtual().name("route-changes").start(this::tell);
  }

  /// Takes a word. A listener that is far behind hears that it has missed some.
  void add(ProjectId project) {
    if (!waiting.offer(project)) {
      overflowed.set(true);
    }
  }

  @Override
  public void close() {
    atEnd.accept(this);
    thread.interrupt();
  }

  private void tell() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        tell(waiting.take());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // it was closed
    }
  }

  private void tell(ProjectId project) {
    try {
      listener.changed(project);
      if (overflowed.compareAndSet(true, false)) {
        listener.missed();
      }
    } catch (RuntimeException e) {
      LOGGER.log(Level.WARNING, "A listener failed on word of a change of " + project, e);
    }
  }
}
