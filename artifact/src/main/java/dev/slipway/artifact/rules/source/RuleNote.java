package dev.slipway.artifact.rules.source;

import dev.slipway.artifact.rules.Origin;

/// Why something in a rule file does not count, or never will, as its owner should know.
///
/// @param why a sentence, with what is allowed instead
public record RuleNote(Origin origin, String why) {

  /// Returns the note as one line of a log.
  @Override
  public String toString() {
    return origin + ": " + why + (origin.text().isEmpty() ? "" : " [" + origin.text() + "]");
  }
}
