package dev.slipway.store.failure;

/// What is kept can't be had for now, and nothing is wrong with it. Who throws this has said so in
/// the log, once for all that it is thrown for.
public final class UnavailableException extends StoreException {

  private static final long serialVersionUID = 1;

  public UnavailableException(String message) {
    super(message);
  }

  public UnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
