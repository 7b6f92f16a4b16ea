package dev.slipway.core.variable;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The name of an environment variable that a project may set.
///
/// Some names are refused, since a build could not run with them: those by which the container
/// finds its programs, libraries and folders, and those that Slipway sets itself.
public record VariableKey(String value) implements Comparable<VariableKey> {

  /// How many characters a name may have.
  public static final int LONGEST = 128;

  private static final Pattern SHAPE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Set<String> CONTAINERS =
      Set.of(
          "PATH", "HOME", "HOSTNAME", "PWD", "OLDPWD", "SHELL", "IFS", "ENV", "BASH_ENV", "TMPDIR");

  public VariableKey {
    refusal(value)
        .ifPresent(why -> {
          throw new IllegalArgumentException(why);
        });
  }

  /// Returns the key that `text` names, or empty if it is refused: [#refusal] says why.
  public static Optional<VariableKey> parse(String text) {
    return refusal(text).isPresent() ? Optional.empty() : Optional.of(new VariableKey(text));
  }

  /// Returns why `text` is no name that a project may set, as a sentence; empty if it is one.
  public static Optional<String> refusal(String text) {
    if (text.length() > LONGEST) {
      return Optional.of("A name has %d characters at most.".formatted(LONGEST));
    }
    if (!SHAPE.matcher(text).matches()) {
      return Optional.of(
          "A name is made of letters of ASCII, digits and underscores, and begins with no digit.");
    }
    if (text.startsWith("SLIPWAY_") || text.equals("SLIPWAY")) {
      return Optional.of(text + ": names that begin with SLIPWAY are set by Slipway itself.");
    }
    if (text.startsWith("LD_") || CONTAINERS.contains(text)) {
      return Optional.of(
          text + " belongs to the build's container: with another value no program would run.");
    }
    return Optional.empty();
  }

  @Override
  public int compareTo(VariableKey other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
