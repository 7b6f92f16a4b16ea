package dev.slipway.process.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// A word that is none, and what may have been meant.
final class Misspelling {

  /// How unlike a word may be what is taken for a misspelling of it.
  private static final int MOST_EDITS = 3;

  private Misspelling() {}

  /// Returns which of `known` is most like `word`, if any is.
  static Optional<String> nearest(String word, Collection<String> known) {
    return known.stream()
        .filter(candidate -> edits(word, candidate) <= MOST_EDITS)
        .min(Comparator.comparingInt(candidate -> edits(word, candidate)));
  }

  /// Returns how many characters must be added, removed or replaced to make `b` of `a`.
  private static int edits(String a, String b) {
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] next = new int[b.length() + 1];
      next[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        next[j] = Math.min(replaced, Math.min(last[j], next[j - 1]) + 1);
      }
      last = next;
    }
    return last[b.length()];
  }
}
