package dev.slipway.core.job;

import java.util.UUID;

/// Names one runner process, for as long as it lives.
public record RunnerName(String value) {

  /// Returns a name that no other runner has.
  public static RunnerName random() {
    return new RunnerName("runner-" + UUID.randomUUID());
  }

  /// Returns the name of the runner that `node` knows by `id`.
  public static RunnerName on(String node, String id) {
    return new RunnerName(node + "/" + id);
  }

  @Override
  public String toString() {
    return value;
  }
}
