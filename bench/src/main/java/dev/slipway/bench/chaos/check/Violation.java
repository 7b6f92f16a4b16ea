package dev.slipway.bench.chaos.check;

import java.util.Locale;

/// A promise that was not kept.
///
/// @param what what happened to what, as a sentence
public record Violation(Kind kind, String what) {

  /// The promises, by what it is called when they are not kept.
  public enum Kind {
    /// A push that was accepted did not come to what it should have.
    LOST,
    /// The platform did something twice to the end.
    DOUBLED,
    /// Something has not come to an end.
    STUCK,
    /// An alias went back to something older.
    BACKWARDS,
    /// Something is left that belongs to nobody.
    ORPHANS;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public String toString() {
    return kind.word() + ": " + what;
  }
}
