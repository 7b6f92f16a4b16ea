package dev.slipway.runner.node;

import dev.slipway.core.job.Doorbell;
import dev.slipway.core.job.JobControl;
import dev.slipway.core.job.RunnerName;

/// What a node does when a runner has died: takes its jobs back at once, where otherwise its lease
/// would have to run out, and removes what it left.
public final class Aftermath {

  private final JobControl control;
  private final Housekeeping housekeeping;
  private final Doorbell doorbell;

  public Aftermath(JobControl control, Housekeeping housekeeping, Doorbell doorbell) {
    this.control = control;
    this.housekeeping = housekeeping;
    this.doorbell = doorbell;
  }

  /// Does it for `runner`, which died as `why` says, a sentence. Tells whether all of it could be
  /// done.
  public boolean of(RunnerName runner, String why) {
    control.running().stream()
        .filter(job -> job.runner().equals(runner))
        .forEach(job -> control.release(job.claim(), why));
    if (control.claimable() > 0) {
      doorbell.ring(); // for the slot that it had
    }
    return housekeeping.clean();
  }
}
