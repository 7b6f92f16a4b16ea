package dev.slipway.core.job;

/// The right of one runner to work on a job.
///
/// The attempt is the fence: every write that a runner makes carries its claim, and changes nothing
/// if the job has meanwhile got into another attempt.
///
/// @param attempt 1 for the first
public record Claim(JobId job, int attempt) {
  @Override
  public String toString() {
    return job + "#" + attempt;
  }
}
