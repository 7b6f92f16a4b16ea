package dev.slipway.artifact.rules.source;

/// Says why one rule does not count; becomes a [RuleNote] where its line is known.
public final class RuleFault extends RuntimeException {

  private static final long serialVersionUID = 1;

  /// @param why a sentence, with what is allowed instead
  public RuleFault(String why) {
    super(why, null, false, false);
  }

  /// Returns the sentence.
  public String why() {
    return String.valueOf(getMessage());
  }
}
