package dev.slipway.core.build;

import java.util.regex.Pattern;

/// The name of all that a build was made from, as 64 lower-case hexadecimal digits: builds of the
/// same project with the same key are the same build.
public record BuildKey(String hex) {

  private static final Pattern VALID = Pattern.compile("[0-9a-f]{64}");

  public BuildKey {
    if (!VALID.matcher(hex).matches()) {
      throw new IllegalArgumentException("build key must be 64 of 0-9a-f: " + hex);
    }
  }

  @Override
  public String toString() {
    return hex;
  }
}
