package dev.slipway.artifact.rules.match;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.slipway.artifact.rules.model.Condition;
import java.util.List;
import java.util.Map;

/// One condition of a rule, ready to be checked.
interface Check {

  /// Tells whether `looked` meets the condition, and adds to `captured` what it captures.
  boolean passes(Looked looked, Map<String, String> captured);

  static Check of(Condition condition) {
    return switch (condition) {
      case Condition.AnyCookie any ->
          (looked, _) -> any.cookies().stream().anyMatch(each -> looked.cookie(each).isPresent());
      case Condition.Language language ->
          (looked, _) -> speaks(looked.language(), language.languages());
      case Condition.Value value -> of(value);
    };
  }

  private static Check of(Condition.Value value) {
    var test = test(value.test());
    return (looked, captured) -> {
      var found = looked.value(value.place(), value.name());
      return value.wanted() == (found.isPresent() && test.passes(found.get(), captured));
    };
  }

  private static boolean speaks(String best, List<String> languages) {
    return languages.stream().anyMatch(each -> best.equals(each) || best.startsWith(each + "-"));
  }

  /// A test of one value.
  interface ValueTest {

    boolean passes(String value, Map<String, String> captured);
  }

  private static ValueTest test(Condition.Test test) {
    return switch (test) {
      case Condition.Present _ -> (_, _) -> true;
      case Condition.Equal equal -> (value, _) -> value.equals(equal.value());
      case Condition.Captured captured ->
          (value, into) -> {
            into.put(captured.placeholder(), value);
            return true;
          };
      case Condition.Matching matching -> {
        var pattern = matching.compiled();
        yield (value, into) -> matches(pattern, value, into);
      }
    };
  }

  private static boolean matches(Pattern pattern, String value, Map<String, String> into) {
    Matcher matcher = pattern.matcher(value);
    if (!matcher.matches()) {
      return false;
    }
    for (var name : pattern.namedGroups().keySet()) {
      var group = matcher.group(name);
      if (group != null) {
        into.put(name, group);
      }
    }
    return true;
  }
}
