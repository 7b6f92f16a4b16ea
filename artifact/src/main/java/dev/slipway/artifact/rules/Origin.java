package dev.slipway.artifact.rules;

/// Where a rule stands, for people.
///
/// @param file the path of the file, such as `_redirects`
/// @param line counts from 1
/// @param text the rule as it is written there, shortened if it is long
public record Origin(String file, int line, String text) {

  @Override
  public String toString() {
    return file + ":" + line;
  }
}
