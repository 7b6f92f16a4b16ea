package dev.slipway.process.settings;

import java.util.Locale;

/// One setting: what it is called in the file, what it means, and what it is if it is not set.
///
/// @param name as in the file, such as `database.url`
/// @param usual its value where it is not set; empty if it must be set or is not there then
/// @param example a value that it may have
/// @param doc what it means, in a sentence or two
public record Key(String name, Kind kind, String usual, String example, String doc) {

  /// The beginning of every variable of ours.
  static final String PREFIX = "SLIPWAY_";

  /// How a setting is written.
  public enum Kind {
    /// One value.
    VALUE,
    /// Values with commas between them; in the file also a list.
    LIST,
    /// One value, of a variable only: it differs from process to process.
    VARIABLE
  }

  /// Returns the variable that sets it, such as `SLIPWAY_DATABASE_URL`.
  public String variable() {
    return PREFIX + name.replace('.', '_').toUpperCase(Locale.ROOT);
  }
}
