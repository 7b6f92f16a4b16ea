package dev.slipway.store.redis;

import dev.slipway.core.alias.RouteChanges.Listener;
import dev.slipway.core.alias.RouteChanges.Subscription;
import dev.slipway.core.project.ProjectId;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.resps.StreamEntry;

/// One listener, and the thread that reads the stream of changed routes for it until it is closed.
///
/// It knows the last entry that it has read. After whatever may have cost it entries (Redis was
/// away or lost them, or so many came that some were dropped) it goes on behind the newest one, and
/// then tells the listener that it missed something: in this order, so that nothing falls in
/// between.
final class RouteSubscription implements Subscription {

  private static final System.Logger LOGGER = System.getLogger(RouteSubscription.class.getName());
  private static final Duration REST = Duration.ofSeconds(1);

  private final Redis redis;
  private final RouteStream stream;
  private final Listener listener;
  private final Thread thread;

  /// The last entry that was read, absent if that is to be found out; only the thread's.
  private @Nullable StreamEntryID last;

  private volatile boolean closed;

  RouteSubscription(Redis redis, RouteStream stream, Listener listener) {
    this.redis = redis;
    this.stream = stream;
    this.listener = listener;
    this.last = beginning(redis, stream);
    this.thread = Thread.ofVirtual().name("route-changes").start(this::work);
  }

  private static @Nullable StreamEntryID beginning(Redis redis, RouteStream stream) {
    try {
      return stream.newest();
    } catch (RedisException e) {
      redis.complain("tell of changes of routes", e);
      return null;
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void work() {
    try {
      while (!closed) {
        try {
          next();
        } catch (RedisException e) {
          redis.complain("tell of changes of routes", e);
          last = null;
          redis.rest(REST);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // it was closed
    }
  }

  private void next() {
    if (last == null) {
      last = stream.newest();
      tell(listener::missed);
    }
    var entries = stream.after(last);
    if (entries.size() >= RouteStream.KEPT || (entries.isEmpty() && isEarlier(stream.newest()))) {
      last = null;
    } else if (!entries.isEmpty()) {
      last = entries.getLast().getID();
      tell(entries);
    }
  }

  /// Tells whether the stream ends before what was read of it: then it is another one.
  private boolean isEarlier(StreamEntryID newest) {
    return last != null && newest.compareTo(last) < 0;
  }

  private void tell(List<StreamEntry> entries) {
    entries.stream()
        .map(RouteSubscription::project)
        .flatMap(Optional::stream)
        .distinct()
        .forEach(project -> tell(() -> listener.changed(project)));
  }

  private static Optional<ProjectId> project(StreamEntry entry) {
    var text = entry.getFields().get(RouteStream.PROJECT);
    try {
      return Optional.ofNullable(text).map(UUID::fromString).map(ProjectId::new);
    } catch (IllegalArgumentException _) {
      LOGGER.log(
          Level.WARNING, "Skipped a change of routes of no project: entry={0}", entry.getID());
      return Optional.empty();
    }
  }

  private void tell(Runnable word) {
    try {
      word.run();
    } catch (RuntimeException e) {
      LOGGER.log(Level.WARNING, "A listener failed on word of a change of routes", e);
    }
  }
}
