package dev.slipway.artifact.rules.match;

import dev.slipway.artifact.rules.model.PathPattern;
import java.util.List;
import java.util.regex.Pattern;

/// What a pattern of segments means, told by a regular expression: rules tried one after the other.
record Linear(List<Pattern> patterns) {

  static Linear of(List<PathPattern.Segments> segments) {
    return new Linear(
        segments.stream()
            .map(each ->
                Pattern.compile(
                    expression(each), each.ignoresCase() ? Pattern.CASE_INSENSITIVE : 0))
            .toList());
  }

  /// Returns the place of the first pattern that `path` matches, or -1.
  int first(String path) {
    for (var i = 0; i < patterns.size(); i++) {
      if (patterns.get(i).matcher(path).matches()) {
        return i;
      }
    }
    return -1;
  }

  private static String expression(PathPattern.Segments pattern) {
    var expression = new StringBuilder();
    for (var segment : pattern.segments()) {
      switch (segment) {
        case PathPattern.Literal literal ->
            expression.append('/').append(Pattern.quote(literal.value()));
        case PathPattern.Name _ -> expression.append("/[^/]+");
        case PathPattern.Splat _ -> {
          return expression + (pattern.strict() ? "/.*" : "(/.*)?");
        }
      }
    }
    return expression + (pattern.strict() ? "" : "/?");
  }
}
