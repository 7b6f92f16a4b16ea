package dev.slipway.cli.firewall;

import org.jspecify.annotations.Nullable;

/// Says why the rules could not be seen or changed, and what to do about it, in words for who
/// asked.
public final class FirewallException extends RuntimeException {

  private static final long serialVersionUID = 1;

  FirewallException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
