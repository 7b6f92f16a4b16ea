package dev.slipway.core.access;

/// What a password is checked against: `pbkdf2-sha256$ITERATIONS$SALT$HASH`, salt and hash in
/// base64.
public record PasswordHash(String value) {}
