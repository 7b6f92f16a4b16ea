package dev.slipway.runner.detect.python;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// A range of Python's versions, as packages, Poetry and the programs that install Pythons write
/// it, compared with the version there is.
final class PythonRange {

  /// The version in the builder image.
  static final String BUILDER = "3.11.2";

  private static final List<Integer> THERE = numbers(BUILDER);
  private static final int LONGEST = 120;
  private static final Pattern ALTERNATIVES = Pattern.compile("\\|\\|?");
  private static final Pattern BETWEEN = Pattern.compile(",|(?<=[\\d*])\\s++(?=[<>=!~^])");
  private static final Pattern NAMED =
      Pattern.compile("(?:c?python[-@]?)?(\\d{1,4}(?:\\.\\d{1,4}){0,3})(?:-dev|t)?");
  private static final Pattern CLAUSE =
      Pattern.compile(
          "(~=|===?|!=|<=|>=|[<>^~=])?\\s{0,9}v?(\\d{1,4}(?:\\.\\d{1,4}){0,3})(\\.\\*)?"
              + "(?:[-.]?(?:a|b|rc|dev|post)\\d{0,4})?");

  private PythonRange() {}

  /// Tells whether the builder's version is one that `wish` allows.
  static boolean allows(String wish) {
    var text = wish.strip();
    if (text.length() > LONGEST) {
      return false;
    }
    if (text.equals("*") || text.equals("system")) {
      return true;
    }
    var named = NAMED.matcher(text);
    if (named.matches()) { // that line of versions will do
      return isLine(numbers(named.group(1)));
    }
    return ALTERNATIVES
        .splitAsStream(text)
        .anyMatch(range ->
            BETWEEN.splitAsStream(range).map(String::strip).allMatch(PythonRange::allowsClause));
  }

  private static boolean isLine(List<Integer> version) {
    return begins(version.subList(0, Math.min(2, version.size())));
  }

  private static boolean allowsClause(String clause) {
    var match = CLAUSE.matcher(clause);
    return match.matches() && allows(match);
  }

  private static boolean allows(Matcher clause) {
    var version = numbers(clause.group(2));
    boolean family = clause.group(3) != null;
    return switch (clause.group(1)) {
      case null -> isLine(version);
      case "==", "===", "=" -> family ? begins(version) : compared(version) == 0;
      case "!=" -> family ? !begins(version) : compared(version) != 0;
      case "<" -> compared(version) < 0;
      case "<=" -> compared(version) <= 0;
      case ">" -> compared(version) > 0;
      case ">=" -> compared(version) >= 0;
      case "~=" -> compared(version) >= 0 && begins(version.subList(0, version.size() - 1));
      case "~" -> compared(version) >= 0 && begins(version.subList(0, Math.min(2, version.size())));
      default -> compared(version) >= 0 && begins(version.subList(0, 1)); // ^
    };
  }

  /// Tells whether what there is begins with the numbers of `version`.
  private static boolean begins(List<Integer> version) {
    return version.size() <= THERE.size() && THERE.subList(0, version.size()).equals(version);
  }

  /// Returns what there is, compared with `version`, in which numbers that are left out are 0.
  private static int compared(List<Integer> version) {
    return IntStream.range(0, Math.max(version.size(), THERE.size()))
        .map(place -> Integer.compare(number(THERE, place), number(version, place)))
        .filter(order -> order != 0)
        .findFirst()
        .orElse(0);
  }

  private static int number(List<Integer> version, int place) {
    return place < version.size() ? version.get(place) : 0;
  }

  private static List<Integer> numbers(String version) {
    return Arrays.stream(version.split("\\.", -1)).map(Integer::valueOf).toList();
  }
}
