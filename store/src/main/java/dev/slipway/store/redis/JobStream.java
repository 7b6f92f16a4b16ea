package dev.slipway.store.redis;

import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.job.Dispatch.Word;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XAddParams;
import redis.clients.jedis.params.XAutoClaimParams;
import redis.clients.jedis.params.XReadGroupParams;
import redis.clients.jedis.resps.StreamConsumerInfo;
import redis.clients.jedis.resps.StreamEntry;

/// The stream of words of jobs that wait, and the group of the nodes that read it. Thread-safe.
/// Every method throws [RedisException].
final class JobStream {

  private static final System.Logger LOGGER = System.getLogger(JobStream.class.getName());
  private static final String GROUP = "nodes";
  private static final String DEPLOYMENT = "deployment";
  private static final int MOST_WORDS = 10_000;
  private static final int TAKEN_OVER_AT_ONCE = 100;

  private final Redis redis;
  private final String key;
  private final JobTimes times;
  private final AtomicLong nextLook = new AtomicLong(System.nanoTime());
  private final AtomicLong nextTidying = new AtomicLong(System.nanoTime());
  private final Queue<StreamEntry> takenOver = new ConcurrentLinkedQueue<>();

  JobStream(Redis redis, String key, JobTimes times) {
    this.redis = redis;
    this.key = key;
    this.times = times;
  }

  void add(DeploymentId deployment) {
    var bounded = XAddParams.xAddParams().maxLen(MOST_WORDS).approximateTrimming();
    redis.call(to -> to.xadd(key, bounded, Map.of(DEPLOYMENT, deployment.toString())));
  }

  /// Makes the group, which gets all words that are there, and the stream.
  void begin() {
    try {
      redis.call(to -> to.xgroupCreate(key, GROUP, new StreamEntryID(0, 0), true));
    } catch (RedisException e) {
      if (!e.is("BUSYGROUP")) { // another node has made it
        throw e;
      }
    }
  }

  /// Takes a word for `node`: first what other nodes left behind, then a new one, for which it
  /// waits.
  Optional<Word> take(String node, Duration patience) {
    if (isDue(nextLook, times.look())) {
      takeOver(node);
      tidy(node);
    }
    var left = takenOver.poll();
    return left == null ? read(node, patience).flatMap(this::word) : word(left);
  }

  /// Removes a word that was acted upon, so that nobody else gets it.
  void remove(String id) {
    remove(new StreamEntryID(id));
  }

  private void remove(StreamEntryID id) {
    redis.call(to -> {
      try (var both = to.pipelined()) {
        var acknowledged = both.xack(key, GROUP, id);
        both.xdel(key, id);
        both.sync();
        return acknowledged.get();
      }
    });
  }

  private Optional<StreamEntry> read(String node, Duration patience) {
    var wait = patience.compareTo(Redis.LONGEST_WAIT) < 0 ? patience : Redis.LONGEST_WAIT;
    int millis = (int) Math.max(1, wait.toMillis()); // 0 would be for ever
    var one = XReadGroupParams.xReadGroupParams().count(1).block(millis);
    var unread = Map.of(key, StreamEntryID.XREADGROUP_UNDELIVERED_ENTRY);
    var read = redis.await(to -> to.xreadGroup(GROUP, node, one, unread));
    return read == null
        ? Optional.empty()
        : read.stream().flatMap(stream -> stream.getValue().stream()).findFirst();
  }

  /// Takes over what is pending for too long, up to the end of the list.
  private void takeOver(String node) {
    var from = new StreamEntryID(0, 0);
    do {
      var begin = from;
      var some = XAutoClaimParams.xAutoClaimParams().count(TAKEN_OVER_AT_ONCE);
      var found =
          redis.call(to -> to.xautoclaim(key, GROUP, node, times.word().toMillis(), begin, some));
      takenOver.addAll(found.getValue().stream().filter(Objects::nonNull).toList());
      from = found.getKey();
    } while (from.compareTo(new StreamEntryID(0, 0)) > 0);
  }

  /// Forgets nodes that have not asked for long and have nothing.
  private void tidy(String node) {
    if (!isDue(nextTidying, times.node().dividedBy(24))) {
      return;
    }
    for (StreamConsumerInfo other : redis.call(to -> to.xinfoConsumers(key, GROUP))) {
      boolean gone = other.getPending() == 0 && other.getIdle() >= times.node().toMillis();
      if (gone && !other.getName().equals(node)) {
        redis.call(to -> to.xgroupDelConsumer(key, GROUP, other.getName()));
        LOGGER.log(
            Level.INFO, "Forgot node={0}: it has not asked for jobs for long.", other.getName());
      }
    }
  }

  private Optional<Word> word(StreamEntry entry) {
    var deployment = deployment(entry.getFields());
    if (deployment.isEmpty()) {
      LOGGER.log(
          Level.WARNING,
          "Removed entry={0} of {1}: it names no deployment. Some other program writes there.",
          entry.getID(),
          key);
      remove(entry.getID());
    }
    return deployment.map(id -> new Word(entry.getID().toString(), id));
  }

  private static Optional<DeploymentId> deployment(@Nullable Map<String, String> fields) {
    return Optional.ofNullable(fields).map(all -> all.get(DEPLOYMENT)).flatMap(DeploymentId::parse);
  }

  private static boolean isDue(AtomicLong next, Duration interval) {
    long now = System.nanoTime();
    long due = next.get();
    return now - due >= 0 && next.compareAndSet(due, now + interval.toNanos());
  }
}
