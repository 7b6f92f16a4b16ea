package dev.slipway.store.failure;

import org.jspecify.annotations.Nullable;

/// Says that something could not be kept or read: what, which, why, and what to do about it.
public sealed class StoreException extends RuntimeException permits UnavailableException {

  private static final long serialVersionUID = 1;

  public StoreException(String message) {
    super(message);
  }

  public StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
