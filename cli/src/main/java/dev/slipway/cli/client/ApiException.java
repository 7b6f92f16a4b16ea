package dev.slipway.cli.client;

/// Says that a running Slipway could not be reached, or refused what was asked, and what to do.
public final class ApiException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final boolean passing;

  private ApiException(String message, Throwable cause, boolean passing) {
    super(message, cause);
    this.passing = passing;
  }

  private ApiException(String message) {
    super(message);
    this.passing = false;
  }

  /// Returns what says that there was no answer.
  static ApiException unanswered(String message, Throwable cause) {
    return new ApiException(message, cause, true);
  }

  /// Returns what says that the answer is no.
  static ApiException refused(String message) {
    return new ApiException(message);
  }

  /// Tells whether the same may well succeed a little later.
  public boolean isPassing() {
    return passing;
  }
}
