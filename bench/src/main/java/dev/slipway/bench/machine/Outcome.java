package dev.slipway.bench.machine;

import java.util.List;

/// How a program ended.
///
/// @param output all that it wrote, to both of its outputs
public record Outcome(List<String> command, int exitCode, String output) {

  public Outcome {
    command = List.copyOf(command);
  }

  /// Returns what it wrote.
  ///
  /// @throws IllegalStateException if it failed
  public String orThrow() {
    if (exitCode != 0) {
      throw new IllegalStateException(command + " ended with " + exitCode + ": " + output);
    }
    return output;
  }
}
