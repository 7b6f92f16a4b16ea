package dev.slipway.cli.embedded;

/// Says why the platform can't run, and what to do about it, in words for who started it.
public final class PlatformException extends RuntimeException {

  private static final long serialVersionUID = 1;

  PlatformException(String message) {
    super(message);
  }

  PlatformException(String message, Throwable cause) {
    super(message, cause);
  }
}
