package dev.slipway.cli.client;

/// Says that a running Slipway could not be reached, or refused what was asked.
public final class ApiException extends RuntimeException {

  private static final long serialVersionUID = 1;

  ApiException(String message) {
    super(message);
  }

  ApiException(String message, Throwable cause) {
    super(message, cause);
  }
}
