package dev.slipway.artifact.rules.source;

import dev.slipway.artifact.rules.Origin;
import dev.slipway.core.deployment.DeploymentFailure;
import java.util.ArrayList;
import java.util.List;

/// A file of a site that says how it is served.
///
/// @param name its path, as people know it, such as `public/_redirects`
public record RuleFile(String name, String text) {

  /// How many characters a file may have.
  public static final int LARGEST = 2_000_000;

  /// How many characters a line may have.
  public static final int LONGEST_LINE = 2_000;

  private static final int LONGEST_SHOWN = 200;

  /// One line that is neither empty nor a comment.
  ///
  /// @param number counts from 1
  /// @param text without white space around it
  public record Line(Origin origin, int number, String text) {

    /// Returns the words of the line; a word that begins with `#` ends it, if it is not among the
    /// first `certain`.
    public List<String> words(int certain) {
      var words = new ArrayList<String>();
      for (var word : text.split("[ \\t\\f\\x0B]+", -1)) {
        if (word.startsWith("#") && words.size() >= certain) {
          break;
        }
        words.add(word);
      }
      return words;
    }
  }

  /// Returns where a rule stands in this file.
  public Origin origin(int line, String rule) {
    var plain = rule.replaceAll("\\p{Cntrl}+", " ");
    return new Origin(
        name,
        line,
        plain.length() <= LONGEST_SHOWN ? plain : plain.substring(0, LONGEST_SHOWN) + "…");
  }

  /// Returns the lines that say something; one that is too long is noted and left out.
  ///
  /// @throws DeploymentFailure if the file is too large
  public List<Line> lines(RuleNotes notes) {
    requireModest();
    var lines = new ArrayList<Line>();
    var number = 0;
    for (var text : text.split("\n", -1)) {
      number++;
      var stripped = text.strip();
      if (stripped.isEmpty() || stripped.startsWith("#")) {
        continue;
      }
      var origin = origin(number, stripped);
      if (stripped.length() > LONGEST_LINE) {
        notes.add(
            origin,
            "The line has %,d characters; at most %,d are read."
                .formatted(stripped.length(), LONGEST_LINE));
      } else {
        lines.add(new Line(origin, number, stripped));
      }
    }
    return lines;
  }

  /// Requires that the file is of a size that is read.
  ///
  /// @throws DeploymentFailure if it is too large
  public void requireModest() {
    if (text.length() > LARGEST) {
      throw new DeploymentFailure(
          "rules-too-large",
          "%s has %,d characters, more than the %,d that are read."
              .formatted(name, text.length(), LARGEST),
          "Join rules that are alike, with :placeholders and *.");
    }
  }
}
