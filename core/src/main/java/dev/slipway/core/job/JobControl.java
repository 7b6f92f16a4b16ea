package dev.slipway.core.job;

import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.Reason;
import java.util.List;

/// The queue as the platform sees it: what waits, what runs, and what to do about it.
public interface JobControl {

  /// After how many faults of the platform a job is given up: it may be what brings the platform
  /// down.
  int MAX_FAULTS = 3;

  /// Stops the work on `deployment`, because of `reason`.
  Stopping cancel(DeploymentId deployment, Reason reason);

  /// Returns how many jobs wait for a runner.
  int waiting();

  /// Returns how many runners would find a job now: fewer than wait if accounts are at their limit,
  /// or if jobs are not to be tried again yet.
  int claimable();

  /// Returns the jobs that are claimed.
  List<RunningJob> running();

  /// Takes a job from a runner that is known to be gone, because of `why`, a sentence. It goes back
  /// on the queue and is tried again after a while, or fails if that was its [#MAX_FAULTS]th fault,
  /// or ends as it was told to if it was to stop. A claim that is not valid any more changes
  /// nothing.
  void release(Claim claim, String why);

  /// Does the same because of a fault of the platform that has a name; a job that is given up fails
  /// with it.
  void release(Claim claim, Reason fault);

  /// Puts a job back on the queue whose runner was told to end, because of `why`, a sentence. That
  /// is nobody's fault, so it is not counted and the job may be tried again at once.
  void giveBack(Claim claim, String why);

  /// Releases every job whose lease has run out, and returns them.
  List<RunningJob> releaseExpired();

  /// Says to who looks at them why the jobs wait that could be claimed.
  void hold(Reason why);
}
