package dev.slipway.runner.node;

import dev.slipway.core.job.Doorbell;
import dev.slipway.core.job.JobControl;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/// What a node does every few seconds so that no job depends on a hint: takes the jobs back whose
/// runners are silent, rings for those that wait, and removes what dead runners have left.
public final class Sweep {

  private static final Logger LOG = System.getLogger(Sweep.class.getName());

  private final JobControl control;
  private final Node node;
  private final Admission admission;
  private final Housekeeping housekeeping;
  private final Doorbell doorbell;

  public Sweep(
      JobControl control,
      Node node,
      Admission admission,
      Housekeeping housekeeping,
      Doorbell doorbell) {
    this.control = control;
    this.node = node;
    this.admission = admission;
    this.housekeeping = housekeeping;
    this.doorbell = doorbell;
  }

  /// Does it once, and tells whether all of it could be done.
  public boolean run() {
    var released = control.releaseExpired();
    ring(); // before the removing, for which no job needs to wait
    return housekeeping.cleanIfNeeded(!released.isEmpty());
  }

  /// Rings once for each job that a runner would find, but not for more than there are slots. A
  /// node under a floor says so instead: its runners could only do the same.
  private void ring() {
    int claimable = control.claimable();
    if (claimable == 0) {
      return;
    }
    var refusal = admission.refusal();
    if (refusal.isPresent()) {
      LOG.log(Level.WARNING, "{0} jobs wait: {1}", claimable, refusal.get().text());
      control.hold(refusal.get());
      return;
    }
    for (int i = 0; i < Math.min(claimable, node.slots()); i++) {
      doorbell.ring();
    }
  }
}
