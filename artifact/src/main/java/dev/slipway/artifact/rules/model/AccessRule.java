package dev.slipway.artifact.rules.model;

import dev.slipway.artifact.rules.Origin;
import java.util.List;

/// Who alone may see some paths.
///
/// @param credentials each as `user:password`, the user without a colon
public record AccessRule(Origin origin, PathPattern path, List<String> credentials) {

  public AccessRule {
    credentials = List.copyOf(credentials);
    if (credentials.isEmpty() || credentials.stream().anyMatch(each -> each.indexOf(':') < 1)) {
      throw new IllegalArgumentException("credentials are user:password");
    }
  }
}
