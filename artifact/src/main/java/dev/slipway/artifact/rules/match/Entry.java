package dev.slipway.artifact.rules.match;

import com.google.re2j.Pattern;
import dev.slipway.artifact.rules.model.Condition;
import dev.slipway.artifact.rules.model.PathPattern;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One rule as a [PathTrie] holds it.
final class Entry<R> {

  private static final int LENGTH_OF_A_STEP = 10;

  private final int order;
  private final R rule;
  private final PathPattern path;
  private final List<Condition> conditions;
  private final List<Check> checks;
  private final @Nullable Pattern expression;

  /// @param order the place of the rule among all of its site
  Entry(int order, R rule, PathPattern path, List<Condition> conditions) {
    this.order = order;
    this.rule = rule;
    this.path = path;
    this.conditions = conditions;
    this.checks = conditions.stream().map(Check::of).toList();
    this.expression = path instanceof PathPattern.Expression regular ? regular.compiled() : null;
  }

  int order() {
    return order;
  }

  R rule() {
    return rule;
  }

  PathPattern path() {
    return path;
  }

  /// Returns the condition that only one value meets, if there is one.
  Optional<Condition.Value> exact() {
    return conditions.stream()
        .filter(Condition.Value.class::isInstance)
        .map(Condition.Value.class::cast)
        .filter(value -> value.wanted() && value.test() instanceof Condition.Equal)
        .filter(value -> value.place() != Condition.Place.SCHEME)
        .findFirst();
  }

  /// Returns how many steps of a search it counts for.
  int cost() {
    return path instanceof PathPattern.Expression regular
        ? 1 + regular.expression().length() / LENGTH_OF_A_STEP
        : 1;
  }

  /// Tells whether its pattern fits a path whose first `depth` segments led the trie to it, as far
  /// as that is quickly told.
  boolean fits(VisitedPath visited, int depth) {
    return switch (path) {
      case PathPattern.Expression regular ->
          regular.ignoresCase() || visited.text().startsWith(regular.prefix());
      case PathPattern.Segments pattern -> {
        var segments = pattern.segments();
        var splat = !segments.isEmpty() && segments.getLast() instanceof PathPattern.Splat;
        yield splat
            ? !pattern.strict() || depth < visited.size()
            : pattern.strict() ? depth == visited.size() : visited.endsAfter(depth);
      }
    };
  }

  /// Tells whether its conditions are met, and an expression of its matches.
  boolean matches(VisitedPath visited, Looked looked, Captures captures) {
    if (expression != null && !matches(expression, visited.text(), captures.path())) {
      return false;
    }
    for (var check : checks) {
      if (!check.passes(looked, captures.other())) {
        return false;
      }
    }
    if (path instanceof PathPattern.Segments segments) {
      capture(segments.segments(), visited, captures.path());
    }
    return true;
  }

  private static boolean matches(Pattern pattern, String path, Map<String, String> into) {
    var matcher = pattern.matcher(path);
    if (!matcher.matches()) {
      return false;
    }
    for (var i = 1; i <= matcher.groupCount(); i++) {
      var group = matcher.group(i);
      into.put(Integer.toString(i), group == null ? "" : group);
    }
    for (var name : pattern.namedGroups().entrySet()) {
      var group = matcher.group(name.getValue());
      into.put(name.getKey(), group == null ? "" : group);
    }
    return true;
  }

  private static void capture(
      List<PathPattern.Segment> segments, VisitedPath visited, Map<String, String> into) {
    for (var i = 0; i < segments.size(); i++) {
      switch (segments.get(i)) {
        case PathPattern.Literal _ -> {}
        case PathPattern.Name name -> into.putIfAbsent(name.value(), visited.segment(i));
        case PathPattern.Splat _ -> into.putIfAbsent(PathPattern.Splat.NAME, visited.rest(i));
      }
    }
  }

  /// What a match captured by name, from the path and from elsewhere.
  record Captures(Map<String, String> path, Map<String, String> other) {

    Captures() {
      this(new HashMap<>(), new HashMap<>());
    }
  }
}
