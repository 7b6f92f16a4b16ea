package dev.slipway.artifact.rules;

/// When a redirect or rewrite is looked for.
public enum Stage {
  /// Before the files: a rule that wins over a file of that path.
  BEFORE_FILES,
  /// Where no file was found.
  WITHOUT_FILE
}
