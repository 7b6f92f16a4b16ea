package dev.slipway.store.redis;

import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.job.Dispatch;
import java.time.Duration;
import java.util.Optional;

/// Passes word of jobs through a stream, whose readers are a consumer group: each word goes to one
/// node. Thread-safe.
public final class RedisDispatch implements Dispatch {

  /* A word is pending from when a node has got it until that says that it was acted upon. A node
   * that dies in between leaves it behind; so every few seconds each node takes over the words that
   * are pending for longer than a living node needs, all of them, before it takes new ones.
   *
   * The stream is bounded: when nobody takes words for a long time, the oldest are dropped, pending
   * ones too. A flush drops everything, with the group. Both cost only the time until the sweep.
   */

  private final Redis redis;
  private final JobStream stream;

  public RedisDispatch(Redis redis, String instance) {
    this(redis, instance, JobTimes.USUAL);
  }

  RedisDispatch(Redis redis, String instance, JobTimes times) {
    this.redis = redis;
    this.stream = new JobStream(redis, "slipway:" + instance + ":jobs", times);
  }

  @Override
  public boolean announce(DeploymentId deployment) {
    try {
      stream.add(deployment);
      return true;
    } catch (RedisException e) {
      redis.complain("announce a job", e);
      return false;
    }
  }

  /// Takes word, and waits for it also while Redis is away. Returns sooner, with nothing, when the
  /// thread is interrupted.
  @Override
  public Optional<Word> take(String node, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      while (!Thread.currentThread().isInterrupted()) {
        var left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
        var word = next(node, left);
        if (word.isPresent() || System.nanoTime() >= end) {
          return word;
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  private Optional<Word> next(String node, Duration patience) throws InterruptedException {
    try {
      return stream.take(node, patience);
    } catch (RedisException e) {
      if (e.is("NOGROUP") || e.is("UNBLOCKED")) {
        return begin(patience);
      }
      redis.complain("take word of jobs", e);
      redis.rest(patience);
      return Optional.empty();
    }
  }

  /// Makes the group, which is not there yet or not any more.
  private Optional<Word> begin(Duration patience) throws InterruptedException {
    try {
      stream.begin();
    } catch (RedisException e) {
      redis.complain("make the group of the nodes", e);
      redis.rest(patience);
    }
    return Optional.empty();
  }

  @Override
  public void done(Word word) {
    try {
      stream.remove(word.id());
    } catch (RedisException e) {
      redis.complain("remove a word", e); // it comes again, and a runner finds nothing to do
    }
  }
}
