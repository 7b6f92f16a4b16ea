package dev.slipway.artifact.rules;

/// What a rule does to a field of an answer's header.
///
/// @param value empty where the field is removed
public record HeaderChange(Origin origin, Kind kind, String name, String value) {

  /// How the field changes.
  public enum Kind {
    /// It has this value only.
    SET,
    /// It has this value too, after a comma.
    APPEND,
    /// It is not sent.
    REMOVE
  }
}
