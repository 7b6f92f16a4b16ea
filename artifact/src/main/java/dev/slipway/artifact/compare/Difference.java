package dev.slipway.artifact.compare;

import java.util.Optional;

/// One file that both artifacts have, with other content.
///
/// @param one its size in the first
/// @param other its size in the second
/// @param hint where it begins, for the first few texts
public record Difference(String path, long one, long other, Optional<Hint> hint) {

  /// Returns the path and what is known about it, as a line for people.
  public String text() {
    var sizes = one == other ? "%,d B".formatted(one) : "%,d B and %,d B".formatted(one, other);
    return hint.map(found ->
            "%s (%s; from byte %,d on it looks like %s: \"%s\" and \"%s\")"
                .formatted(
                    path, sizes, found.offset(), found.kind().words(), found.one(), found.other()))
        .orElseGet(() -> "%s (%s)".formatted(path, sizes));
  }
}
