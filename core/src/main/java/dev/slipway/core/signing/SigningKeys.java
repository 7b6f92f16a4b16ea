package dev.slipway.core.signing;

/// What keeps the key that the platform signs with.
public interface SigningKeys {

  /// Returns the platform's key, which is made when it is asked for first, and stays.
  SigningKey platform();
}
