package dev.slipway.runner.job;

import dev.slipway.core.deployment.Reason;

/// Says that the platform could not do its part, with a reason that has a name. The job is tried
/// again, and fails with that reason when it is given up.
final class PlatformFault extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Reason reason;

  PlatformFault(Reason reason, Throwable cause) {
    super(reason.text(), cause);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
