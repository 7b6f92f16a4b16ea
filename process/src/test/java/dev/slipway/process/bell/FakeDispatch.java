package dev.slipway.process.bell;

import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.job.Dispatch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A dispatch in memory, whose failures a test sets.
final class FakeDispatch implements Dispatch {

  /// What goes wrong.
  enum Fault {
    NONE,
    AWAY,
    RETURNS_AT_ONCE,
    THROWS
  }

  private final BlockingQueue<Word> words = new LinkedBlockingQueue<>();
  private final List<Word> done = new CopyOnWriteArrayList<>();
  private final AtomicInteger taken = new AtomicInteger();
  private volatile Fault fault = Fault.NONE;

  void set(Fault value) {
    fault = value;
  }

  /// Returns how often a word was asked for.
  int asked() {
    return taken.get();
  }

  List<DeploymentId> done() {
    return done.stream().map(Word::deployment).toList();
  }

  int waiting() {
    return words.size();
  }

  @Override
  public boolean announce(DeploymentId deployment) {
    return fault == Fault.NONE && words.add(new Word("" + words.size(), deployment));
  }

  @Override
  public Optional<Word> take(String node, Duration patience) {
    taken.incrementAndGet();
    try {
      return switch (fault) {
        case NONE -> Optional.ofNullable(words.poll(200, TimeUnit.MILLISECONDS));
        case AWAY, RETURNS_AT_ONCE -> Optional.empty();
        case THROWS -> throw new IllegalStateException("the dispatch is broken");
      };
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public void done(Word word) {
    done.add(word);
  }
}
