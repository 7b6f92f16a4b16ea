package dev.slipway.runner.checkout.git;

/// Says that this machine, not the repository, kept a commit from being checked out.
public final class CheckoutException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public CheckoutException(String message, Throwable cause) {
    super(message, cause);
  }
}
