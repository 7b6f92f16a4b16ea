package dev.slipway.store.remote;

import java.io.IOException;

/// What came is not the tar that was asked for.
final class BrokenTarException extends IOException {

  private static final long serialVersionUID = 1;

  BrokenTarException(String message) {
    super(message);
  }
}
