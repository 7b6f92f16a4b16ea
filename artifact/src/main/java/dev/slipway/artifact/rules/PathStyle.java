package dev.slipway.artifact.rules;

/// How the paths of pages are spelled.
///
/// @param clean whether `/about` shows `about.html`, and `/about.html` is sent there
/// @param slash what becomes of a slash at the end
public record PathStyle(boolean clean, TrailingSlash slash) {

  /// As usual: clean, and a slash where the page is a folder's index.
  public static final PathStyle USUAL = new PathStyle(true, TrailingSlash.AUTO);

  /// What becomes of a slash at the end of a page's path.
  public enum TrailingSlash {
    /// There is one where the page is a folder's index.
    AUTO,
    /// There always is one.
    FORCE,
    /// There never is one.
    DROP,
    /// Both answer, and nobody is sent anywhere.
    NONE
  }
}
