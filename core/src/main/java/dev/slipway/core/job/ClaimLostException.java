package dev.slipway.core.job;

/// Says that a job is no longer the runner's: it must stop, and whatever it wrote was not written.
public final class ClaimLostException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public ClaimLostException(Claim claim) {
    super("claim " + claim + " is no longer valid: the job has ended or another attempt has it");
  }
}
