package dev.slipway.core.job;

import dev.slipway.core.deployment.DeploymentId;
import java.time.Duration;
import java.util.Optional;

/// Passes word of jobs that wait from who recorded them to one node of all that build.
///
/// Word may get lost or come twice: the queue is the truth, and who gets word only knows that it is
/// worth looking. No call throws because what carries the words is away.
public interface Dispatch {

  /// Says that the job of `deployment` waits, and tells whether that could be said.
  boolean announce(DeploymentId deployment);

  /// Takes word for `node`, and waits for it, `patience` at most; empty if there is none.
  Optional<Word> take(String node, Duration patience);

  /// Says that `word` was acted upon. Until then it is kept, and given to another node after a
  /// while.
  void done(Word word);

  /// That one job waits.
  ///
  /// @param id tells it from all other words
  record Word(String id, DeploymentId deployment) {}
}
