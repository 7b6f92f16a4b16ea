package dev.slipway.artifact.rules;

import java.util.List;

/// Who may see a path, by the `Basic-Auth` lines of `_headers` (RFC 7617).
///
/// @param credentials each as `user:password`
public record BasicAuth(Origin origin, List<String> credentials) {

  public BasicAuth {
    credentials = List.copyOf(credentials);
  }
}
