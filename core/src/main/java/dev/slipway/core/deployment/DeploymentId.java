package dev.slipway.core.deployment;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Names one deployment, and is the label of one of its hosts: `{uuid}.example.com`.
public record DeploymentId(UUID value) {

  private static final Pattern VALID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /// Returns the id that `text`, a UUID in lower case, spells, or empty if it spells none.
  public static Optional<DeploymentId> parse(String text) {
    return VALID.matcher(text).matches()
        ? Optional.of(new DeploymentId(UUID.fromString(text)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
