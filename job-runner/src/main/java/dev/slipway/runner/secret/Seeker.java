package dev.slipway.runner.secret;

import java.util.Collection;

/// Tells whether bytes have a secret in them, whichever of its forms that has. Immutable and
/// thread-safe.
public final class Seeker {

  private static final int WHOLE_ONES_ONLY = Integer.MAX_VALUE;

  private final Patterns patterns;

  private Seeker(Patterns patterns) {
    this.patterns = patterns;
  }

  /// Returns what looks for `secrets`. Of one with several lines it does not look for each: such
  /// lines as `-----BEGIN PRIVATE KEY-----` are in many programs.
  public static Seeker of(Collection<String> secrets) {
    return new Seeker(new Patterns(Forms.whole(secrets), WHOLE_ONES_ONLY));
  }

  /// Begins to look through bytes that come in pieces.
  public Search search() {
    return new Search();
  }

  /// One look through bytes that come in pieces. Not thread-safe.
  public final class Search {

    private int state = Patterns.start();

    private Search() {}

    /// Tells whether a secret ends in the first `length` of `bytes`, which go on from the bytes
    /// before.
    public boolean finds(byte[] bytes, int length) {
      for (int i = 0; i < length; i++) {
        state = patterns.next(state, bytes[i]);
        if (patterns.match(state) > 0) {
          return true;
        }
      }
      return false;
    }
  }
}
