package dev.slipway.store.redis;

import dev.slipway.core.alias.RouteChanges;
import dev.slipway.core.project.ProjectId;

/// Passes word of changed routes through a stream that every listener reads all of. Thread-safe.
public final class RedisRouteChanges implements RouteChanges {

  private final Redis redis;
  private final RouteStream stream;

  public RedisRouteChanges(Redis redis, String instance) {
    this.redis = redis;
    this.stream = new RouteStream(redis, "slipway:" + instance + ":routes");
  }

  @Override
  public void changed(ProjectId project) {
    try {
      stream.add(project);
    } catch (RedisException e) {
      redis.complain("announce a change of routes", e);
    }
  }

  /// When it returns, word is heard that is sent from now on, unless Redis is away. While that is
  /// so, and whenever it may have lost word, the listener is told once that it missed some.
  @Override
  public Subscription listen(Listener listener) {
    return new RouteSubscription(redis, stream, listener);
  }
}
