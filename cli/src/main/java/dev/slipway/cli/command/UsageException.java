package dev.slipway.cli.command;

/// Says what is wrong with how a command was called, and what would be right.
final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}
