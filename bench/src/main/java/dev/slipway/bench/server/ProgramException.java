package dev.slipway.bench.server;

/// Says that a program of this machine did not do what it was started for.
public final class ProgramException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public ProgramException(String message) {
    super(message);
  }
}
