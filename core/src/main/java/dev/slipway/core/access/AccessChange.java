package dev.slipway.core.access;

import java.util.Optional;

/// What is to become of a project's [AccessSettings]; what is empty stays.
public record AccessChange(
    Optional<Boolean> production, Optional<Boolean> preview, Optional<Password> password) {

  /// What is to become of the password.
  public sealed interface Password {

    /// This one from now on, and every session of the one before ends.
    record Set(PasswordHash hash) implements Password {}

    /// None, and every session of the one before ends.
    record Removed() implements Password {}
  }
}
