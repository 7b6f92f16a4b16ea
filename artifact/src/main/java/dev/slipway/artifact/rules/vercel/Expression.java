package dev.slipway.artifact.rules.vercel;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.slipway.artifact.rules.source.RuleFault;
import java.util.ArrayList;
import java.util.List;

/// A regular expression of JavaScript's in RE2's syntax, which is matched in linear time.
///
/// RE2 can look neither ahead nor behind. What stands at the beginning and looks ahead for what
/// must not follow, as in `(?!api/).*`, can be told apart, since a second expression can test it.
///
/// @param refused what must not be at the beginning, each in RE2's syntax
/// @param rest in RE2's syntax
record Expression(List<String> refused, String rest) {

  private static final String NOT_AHEAD = "(?!";

  Expression {
    refused = List.copyOf(refused);
  }

  /// Returns what `pattern` says.
  ///
  /// @throws RuleFault if it is malformed, or RE2 can't say it
  static Expression of(String pattern) {
    var refused = new ArrayList<String>();
    var rest = pattern;
    while (rest.startsWith(NOT_AHEAD)) {
      var end = closing(rest);
      refused.add(translated(rest.substring(NOT_AHEAD.length(), end)));
      rest = rest.substring(end + 1);
    }
    return new Expression(refused, translated(rest));
  }

  /// Returns `text` as an expression that matches exactly it.
  static String quoted(String text) {
    var quoted = new StringBuilder();
    text.codePoints()
        .forEach(each -> {
          if (each < 0x80 && !Character.isLetterOrDigit(each)) {
            quoted.append("\\x{%x}".formatted(each));
          } else {
            quoted.appendCodePoint(each);
          }
        });
    return quoted.toString();
  }

  /// Returns `pattern` in RE2's syntax.
  private static String translated(String pattern) {
    var out = new StringBuilder();
    for (var i = 0; i < pattern.length(); ) {
      i = translate(pattern, i, out);
    }
    try {
      Pattern.compile(out.toString());
    } catch (PatternSyntaxException e) {
      throw new RuleFault(
          "The expression \"%s\" is malformed or can't be used here: %s."
              .formatted(pattern, e.getDescription()));
    }
    return out.toString();
  }

  /// Appends what begins at `i` to `out`, and returns where it ends.
  private static int translate(String pattern, int i, StringBuilder out) {
    if (pattern.charAt(i) == '\\' && i + 1 < pattern.length()) {
      return translateEscape(pattern, i, out);
    }
    if (pattern.startsWith("(?<", i) && !looksAround(pattern, i)) {
      out.append("(?P<");
      return i + 3;
    }
    if (looksAround(pattern, i)) {
      throw new RuleFault(
          "Looking ahead or behind, as \"%s\" does, is possible only as \"(?!…)\" at the beginning of a pattern."
              .formatted(pattern));
    }
    if (pattern.startsWith("[^]", i)) {
      out.append("(?s:.)");
      return i + 3;
    }
    out.append(pattern.charAt(i));
    return i + 1;
  }

  private static int translateEscape(String pattern, int i, StringBuilder out) {
    var escaped = pattern.charAt(i + 1);
    if ((escaped >= '1' && escaped <= '9') || escaped == 'k') {
      throw new RuleFault(
          "What a group has matched can't be asked for again, as \"%s\" does.".formatted(pattern));
    }
    if (escaped == 'u' && pattern.substring(i).matches("(?s)\\\\u[0-9A-Fa-f]{4}.*")) {
      out.append("\\x{").append(pattern, i + 2, i + 6).append('}');
      return i + 6;
    }
    out.append(pattern, i, i + 2);
    return i + 2;
  }

  private static boolean looksAround(String pattern, int i) {
    return List.of("(?=", NOT_AHEAD, "(?<=", "(?<!").stream()
        .anyMatch(each -> pattern.startsWith(each, i));
  }

  /// Returns where the group that `pattern` begins with is closed.
  private static int closing(String pattern) {
    var open = 0;
    var inClass = false;
    for (var i = 0; i < pattern.length(); i++) {
      switch (pattern.charAt(i)) {
        case '\\' -> i++;
        case '[' -> inClass = true;
        case ']' -> inClass = false;
        case '(' -> open += inClass ? 0 : 1;
        case ')' -> {
          open -= inClass ? 0 : 1;
          if (open == 0) {
            return i;
          }
        }
        default -> {}
      }
    }
    throw new RuleFault("The expression \"%s\" is not closed.".formatted(pattern));
  }
}
