package dev.slipway.migrations;

/// Says why a database's schema could not be brought up to date. Nothing was changed by the
/// migration that failed: each is a transaction.
public final class MigrationException extends RuntimeException {

  private static final long serialVersionUID = 1;

  MigrationException(String message, Throwable cause) {
    super(message, cause);
  }
}
