package dev.slipway.core.job;

import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.Reason;
import java.util.List;

/// The queue as the platform sees it: what waits, what runs, and what to do about it.
public interface JobControl {

  /// How many attempts a job gets when the platform, not the build, is at fault.
  int MAX_ATTEMPTS = 3;

  /// Stops the work on `deployment`, because of `reason`.
  Stopping cancel(DeploymentId deployment, Reason reason);

  /// Returns how many jobs wait for a runner.
  int waiting();

  /// Returns the jobs that are claimed.
  List<RunningJob> running();

  /// Takes a job from a runner that is known to be gone, because of `why`, a sentence. It goes back
  /// on the queue, or fails if it has had [#MAX_ATTEMPTS], or ends as it was told to if it was to
  /// stop. A claim that is not valid any more changes nothing.
  void release(Claim claim, String why);

  /// Does the same to every job whose lease has run out, and returns them.
  List<RunningJob> releaseExpired();
}
