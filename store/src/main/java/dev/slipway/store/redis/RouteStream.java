package dev.slipway.store.redis;

import dev.slipway.core.project.ProjectId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XAddParams;
import redis.clients.jedis.params.XReadParams;
import redis.clients.jedis.resps.StreamEntry;

/// The stream of changed routes. Thread-safe. Every method throws [RedisException].
final class RouteStream {

  static final String PROJECT = "project";

  /// How many entries are there at least, of those that were ever added.
  static final int KEPT = 1000;

  private static final Duration WAIT = Duration.ofSeconds(2);

  private final Redis redis;
  private final String key;

  RouteStream(Redis redis, String key) {
    this.redis = redis;
    this.key = key;
  }

  void add(ProjectId project) {
    var bounded = XAddParams.xAddParams().maxLen(KEPT).approximateTrimming();
    redis.call(to -> to.xadd(key, bounded, Map.of(PROJECT, project.value().toString())));
  }

  /// Returns the id of the newest entry, 0-0 if there is none.
  StreamEntryID newest() {
    var last = redis.call(to -> to.xrevrange(key, "+", "-", 1));
    return last.isEmpty() ? new StreamEntryID(0, 0) : last.getFirst().getID();
  }

  /// Returns the entries behind `last`, [#KEPT] at most, and waits a moment if there is none.
  List<StreamEntry> after(StreamEntryID last) {
    var params = XReadParams.xReadParams().count(KEPT).block((int) WAIT.toMillis());
    var read = redis.await(to -> to.xread(params, Map.of(key, last)));
    return read == null
        ? List.of()
        : read.stream().flatMap(stream -> stream.getValue().stream()).toList();
  }
}
