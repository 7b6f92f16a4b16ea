package dev.slipway.core.retention;

/// Why a deployment can be reached, so that its files stay.
public enum Reach {
  /// An alias shows it.
  SHOWN,
  /// An alias showed it until a short while ago, and open pages ask for its files.
  SHOWN_LATELY,
  /// A person wants it kept.
  PINNED,
  /// It is one of the newest, to go back to.
  RECENT,
  /// It is too young to go.
  YOUNG
}
