package dev.slipway.artifact.rules.vercel;

/// Says why a rule can't be used, as a sentence for its owner. Caught where rules are read one by
/// one, and never seen outside of this package.
final class Unusable extends RuntimeException {

  private static final long serialVersionUID = 1;

  Unusable(String why) {
    super(why);
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
