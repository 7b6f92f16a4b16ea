package dev.slipway.artifact.image.nginx;

import dev.slipway.artifact.rules.model.PathPattern.Literal;
import dev.slipway.artifact.rules.model.PathPattern.Name;
import dev.slipway.artifact.rules.model.PathPattern.Segments;
import dev.slipway.artifact.rules.model.PathPattern.Splat;
import java.util.LinkedHashMap;
import java.util.Map;

/// The pattern of a rule as a regular expression of nginx's.
///
/// Its groups have names of our own: one that a site chose could be the name of a variable that
/// nginx itself looks at.
final class PathExpression {

  private final Segments pattern;
  private final String prefix;
  private final Map<String, String> variables = new LinkedHashMap<>();

  /// @param prefix what the names of its groups begin with
  PathExpression(Segments pattern, String prefix) {
    this.pattern = pattern;
    this.prefix = prefix;
  }

  /// Returns the expression for decoded paths, without groups.
  static String of(Segments pattern) {
    return new PathExpression(pattern, "").spelled(false, true);
  }

  /// Returns the expression that captures, for paths that are known to match: what is no
  /// placeholder may be anything, since a path as it was sent may be encoded in more than one way.
  String capturing() {
    return spelled(true, false);
  }

  /// Returns what [#capturing] captured each placeholder in: `${name}`.
  Map<String, String> variables() {
    return Map.copyOf(variables);
  }

  private String spelled(boolean captures, boolean literal) {
    var text = new StringBuilder("^");
    var splat = false;
    for (var segment : pattern.segments()) {
      switch (segment) {
        case Literal(var value) ->
            text.append('/').append(literal || value.isEmpty() ? text(value) : "[^/]+");
        case Name(var name) -> text.append('/').append(group(captures, name, "[^/]+"));
        case Splat _ -> {
          splat = true;
          text.append(rest(captures, text.length() == 1));
        }
      }
    }
    return text.append(splat ? "$" : end(text.length() == 1)).toString();
  }

  private String rest(boolean captures, boolean first) {
    var rest = "/" + group(captures, Splat.NAME, ".*");
    return first || pattern.strict() ? rest : "(?:" + rest + ")?";
  }

  private String end(boolean root) {
    if (root) {
      return "/$";
    }
    return pattern.strict() ? "$" : "/?$";
  }

  private static String text(String value) {
    return Spelling.expression(value);
  }

  private String group(boolean captures, String name, String what) {
    if (!captures) {
      return what;
    }
    var group = prefix + "_" + variables.size();
    variables.put(name, "${" + group + "}");
    return "(?<" + group + ">" + what + ")";
  }
}
