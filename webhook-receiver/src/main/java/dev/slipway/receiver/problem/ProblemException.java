package dev.slipway.receiver.problem;

/// Ends a request with a [Problem]. Has no stack trace: it is the caller's fault, not ours.
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  ProblemException(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
