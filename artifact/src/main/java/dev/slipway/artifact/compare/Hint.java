package dev.slipway.artifact.compare;

/// Where two texts begin to differ, and what is there.
///
/// @param offset of the first byte that is another
/// @param one what the first has there, a few words
/// @param other what the second has there
public record Hint(long offset, String one, String other, Kind kind) {

  /// What the place looks like.
  public enum Kind {
    /// A time of day, a date or a count of seconds.
    TIME("a time"),
    /// A name that was made by chance or from content: a build id, a hash, a UUID.
    ID("a random id or a hash"),
    /// Neither.
    TEXT("text");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /// Returns what it is called, for people.
    public String words() {
      return words;
    }
  }
}
