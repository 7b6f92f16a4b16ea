package dev.slipway.artifact.rules.model;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.HashSet;
import java.util.Set;

/// Compiles regular expressions that anybody may have written, in RE2's syntax.
///
/// RE2 matches in linear time; what has to be bounded is how much an expression grows when its
/// counted repetitions are written out, as `((a{99}){99}){99}` would.
final class Expressions {

  private static final int LONGEST = 2_000;
  private static final int MOST_COPIES = 1_000;
  private static final java.util.regex.Pattern COUNT =
      java.util.regex.Pattern.compile("\\{(?:[0-9]+,)?([0-9]{1,9})|\\{([0-9]{1,9}),\\}");

  private Expressions() {}

  static void requireModest(String expression) {
    if (expression.length() > LONGEST) {
      throw new IllegalArgumentException("an expression has more than " + LONGEST + " characters");
    }
    var copies = 1L;
    var counts = COUNT.matcher(expression);
    while (counts.find() && copies <= MOST_COPIES) {
      var count = counts.group(1) == null ? counts.group(2) : counts.group(1);
      copies *= Math.max(1, Long.parseLong(count));
    }
    if (copies > MOST_COPIES) {
      throw new IllegalArgumentException(
          "an expression repeats more than " + MOST_COPIES + " times");
    }
  }

  static Pattern compiled(String expression, boolean ignoresCase) {
    try {
      return Pattern.compile(expression, ignoresCase ? Pattern.CASE_INSENSITIVE : 0);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("an expression is malformed: " + e.getDescription(), e);
    }
  }

  static Set<String> names(Pattern pattern) {
    var names = new HashSet<>(pattern.namedGroups().keySet());
    for (var i = 1; i <= pattern.groupCount(); i++) {
      names.add(Integer.toString(i));
    }
    return names;
  }
}
