package dev.slipway.store.local;

import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.job.Dispatch;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A dispatch that has nothing to carry words: who records a job rings the doorbell of its own
/// node.
public final class NoDispatch implements Dispatch {

  @Override
  public boolean announce(DeploymentId deployment) {
    return false;
  }

  /// Returns nothing, after `patience` or when the thread is interrupted.
  @Override
  public Optional<Word> take(String node, Duration patience) {
    try {
      TimeUnit.NANOSECONDS.sleep(patience.toNanos());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  @Override
  public void done(Word word) {}
}
