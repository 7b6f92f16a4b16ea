package dev.slipway.receiver.variable;

/// Says what is wrong in a `.env` file, and where.
final class DotEnvException extends RuntimeException {

  private static final long serialVersionUID = 1;

  DotEnvException(int line, String what) {
    super("Line " + line + ": " + what);
  }
}
