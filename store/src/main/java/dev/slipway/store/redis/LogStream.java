package dev.slipway.store.redis;

import dev.slipway.core.deployment.DeploymentId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.params.XAddParams;
import redis.clients.jedis.resps.StreamEntryBinary;

/// The newest part of one deployment's log, as a stream: the id of an entry is the offset behind
/// its bytes. It is gone some time after the last write. Every method throws [RedisException].
final class LogStream {

  /// The most bytes of an entry.
  static final int LARGEST = 64 * 1024;

  /// About how many bytes of a log are kept.
  static final int KEPT = 1 << 20;

  private static final Duration LIFE = Duration.ofHours(1);
  private static final byte[] BYTES = {'b'};
  private static final int READ_AT_ONCE = 16;

  private final Redis redis;
  private final byte[] key;

  LogStream(Redis redis, String instance, DeploymentId deployment) {
    this.redis = redis;
    this.key = ("slipway:" + instance + ":log:" + deployment).getBytes(StandardCharsets.UTF_8);
  }

  /// Returns the offset behind the last byte, 0 if there is none.
  long end() {
    var last = redis.call(to -> to.xrevrange(key, id("+"), id("-"), 1));
    var entries = entries(last);
    return entries.isEmpty() ? 0 : entries.getLast().getID().getTime();
  }

  /// Adds `bytes`, which begin at `offset`. Only the beginning of a log makes the stream.
  ///
  /// @return false if there is no stream to add them to
  boolean add(long offset, byte[] bytes) {
    long end = offset + bytes.length;
    var entry =
        XAddParams.xAddParams()
            .id(end, 0)
            .minId(Math.max(0, end - KEPT) + "-0")
            .approximateTrimming();
    if (offset > 0) {
      entry.noMkStream();
    }
    var added =
        redis.call(to -> {
          try (var both = to.pipelined()) {
            var id = both.xadd(key, entry, Map.of(BYTES, bytes));
            both.expire(key, LIFE.toSeconds());
            both.sync();
            return id.get();
          }
        });
    return added != null;
  }

  /// Returns up to `limit` bytes from `offset`, none if the stream does not have those any more or
  /// yet.
  byte[] read(long offset, int limit) {
    var found = redis.call(to -> to.xrange(key, id(offset + 1 + "-0"), id("+"), READ_AT_ONCE));
    var bytes = new ByteArrayOutputStream();
    for (var entry : entries(found)) {
      var piece = piece(entry);
      long skipped = offset + bytes.size() - (entry.getID().getTime() - piece.length);
      if (skipped < 0 || bytes.size() == limit) {
        break; // something is missing in between
      }
      int from = (int) Math.min(skipped, piece.length);
      bytes.write(piece, from, Math.min(piece.length - from, limit - bytes.size()));
    }
    return bytes.toByteArray();
  }

  private static byte[] piece(StreamEntryBinary entry) {
    return entry.getFields().values().stream().findFirst().orElseGet(() -> new byte[0]);
  }

  private static List<StreamEntryBinary> entries(Object raw) {
    return BuilderFactory.STREAM_ENTRY_BINARY_LIST.build(raw);
  }

  private static byte[] id(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
