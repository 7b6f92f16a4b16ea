package dev.slipway.runner.build;

import java.util.Optional;

/// One command of a build.
///
/// @param folder where it runs, relative to the root of the source; empty for the build's folder
/// @param command a line for the shell inside the container
/// @param fallback what is run if it fails
public record BuildStep(
    Phase phase, Optional<String> folder, String command, Optional<Fallback> fallback) {

  /// What a command is for.
  public enum Phase {
    /// To get the dependencies: without `NODE_ENV`, or those for development would be left out.
    INSTALL("install"),
    /// To make the output: with `NODE_ENV=production`, unless the project says otherwise.
    BUILD("build");

    private final String word;

    Phase(String word) {
      this.word = word;
    }

    /// Returns what the phase is called in a log.
    public String word() {
      return word;
    }
  }

  /// Another command for the same end, which is worse.
  ///
  /// @param check a line for the shell, of which nothing is shown: if it goes well, the other
  ///   command is not run, since it would not help. Empty to run that in any case.
  /// @param command a line for the shell
  /// @param warning what the log says before it
  public record Fallback(String check, String command, String warning) {

    public Fallback {
      requireLine(command);
      requireLine(warning);
    }
  }

  public BuildStep {
    requireLine(command);
    folder.ifPresent(BuildRequest::requireInside);
  }

  /// A command in the build's folder, for which there is no other.
  public BuildStep(Phase phase, String command) {
    this(phase, Optional.empty(), command, Optional.empty());
  }

  private static void requireLine(String command) {
    if (command.isBlank() || command.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a command must have a word and no NUL: " + command);
    }
  }
}
