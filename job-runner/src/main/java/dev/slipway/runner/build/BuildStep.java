package dev.slipway.runner.build;

/// One command of a build.
///
/// @param command a line for the shell inside the container
public record BuildStep(Phase phase, String command) {

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

  public BuildStep {
    if (command.isBlank() || command.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a command must have a word and no NUL: " + command);
    }
  }
}
