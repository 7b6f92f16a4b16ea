package dev.slipway.store.redis;

import dev.slipway.core.alias.RouteChanges;
import dev.slipway.core.job.Dispatch;
import dev.slipway.core.log.LogStore;
import dev.slipway.store.local.LocalRouteChanges;
import dev.slipway.store.local.NoDispatch;
import java.util.Optional;

/// How the processes of one platform get word of each other: by its Redis, or, where it has none,
/// not at all, and then each looks for itself.
public final class Words implements AutoCloseable {

  private final Optional<Redis> redis;
  private final String instance;

  private Words(Optional<Redis> redis, String instance) {
    this.redis = redis;
    this.instance = instance;
  }

  /// Opens what `settings` name for the platform `instance`. It need not be there yet.
  public static Words open(Optional<RedisSettings> settings, String instance) {
    return new Words(settings.map(Redis::open), instance);
  }

  /// Returns how word of a job gets to the nodes.
  public Dispatch dispatch() {
    return redis
        .<Dispatch>map(open -> new RedisDispatch(open, instance))
        .orElseGet(NoDispatch::new);
  }

  /// Returns how word of a changed route gets to the static servers.
  public RouteChanges routeChanges() {
    return redis
        .<RouteChanges>map(open -> new RedisRouteChanges(open, instance))
        .orElseGet(LocalRouteChanges::new);
  }

  /// Returns `logs`, which are then followed from other machines too.
  public LogStore logs(LogStore logs) {
    return redis.<LogStore>map(open -> new RedisLogs(logs, open, instance)).orElse(logs);
  }

  /// Closes it, after all that uses it.
  @Override
  public void close() {
    redis.ifPresent(Redis::close);
  }
}
