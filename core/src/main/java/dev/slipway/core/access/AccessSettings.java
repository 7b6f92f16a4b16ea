package dev.slipway.core.access;

import java.time.Instant;
import java.util.List;

/// What a project has settled about access to its hosts.
///
/// @param password whether there is a password
/// @param bypasses what is known of its bypass tokens, by label
public record AccessSettings(Guards guards, boolean password, List<Bypass> bypasses) {

  /// What is known of a bypass token after it was shown once.
  public record Bypass(String label, Instant createdAt) {}

  public AccessSettings {
    bypasses = List.copyOf(bypasses);
  }
}
