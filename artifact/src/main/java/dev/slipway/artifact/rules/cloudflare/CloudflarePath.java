package dev.slipway.artifact.rules.cloudflare;

import com.google.re2j.Pattern;
import dev.slipway.artifact.rules.model.PathPattern;
import dev.slipway.artifact.rules.source.PathText;
import dev.slipway.artifact.rules.source.RuleFault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The path of a rule: exact, but for one `*` (any text, slashes too) and `:name` anywhere (any
/// text without a slash).
///
/// @param names what it captures
record CloudflarePath(PathPattern pattern, Set<String> names) {

  private static final java.util.regex.Pattern NAME =
      java.util.regex.Pattern.compile(":([A-Za-z][A-Za-z0-9_]*)");
  private static final java.util.regex.Pattern VARIABLE =
      java.util.regex.Pattern.compile("\\*|" + NAME.pattern());

  /// @throws RuleFault if no visit can match it
  static CloudflarePath read(String path) {
    var names = names(path);
    var written = PathText.segments(path);
    var before = written.getLast().equals("*") ? written.subList(0, written.size() - 1) : written;
    var whole =
        before.stream()
            .allMatch(each -> !VARIABLE.matcher(each).find() || NAME.matcher(each).matches());
    return new CloudflarePath(whole ? segments(written) : expression(path), names);
  }

  /// Returns the names in a path or host, each of which can be there once.
  static Set<String> names(String text) {
    var names = new HashSet<String>();
    var variables = VARIABLE.matcher(text);
    while (variables.find()) {
      var name = variables.group(1) == null ? PathPattern.Splat.NAME : variables.group(1);
      if (!names.add(name)) {
        throw new RuleFault(
            "`%s` is there twice; a rule has one `*` and each :name once."
                .formatted(variables.group()));
      }
    }
    return names;
  }

  private static PathPattern segments(List<String> written) {
    var segments = new ArrayList<PathPattern.Segment>();
    for (var segment : written) {
      var name = NAME.matcher(segment);
      if (segment.equals("*")) {
        segments.add(new PathPattern.Splat());
      } else if (name.matches()) {
        segments.add(new PathPattern.Name(name.group(1)));
      } else {
        segments.add(new PathPattern.Literal(PathText.decoded(segment)));
      }
    }
    return new PathPattern.Segments(segments, true, false);
  }

  private static PathPattern expression(String path) {
    var first = VARIABLE.matcher(path);
    var fixed = first.find() ? path.substring(0, first.start()) : path;
    var prefix = fixed.substring(0, fixed.lastIndexOf('/') + 1);
    return new PathPattern.Expression(decoded(prefix), expression(path, "[^/]+"), false);
  }

  /// Returns the expression of a path or a host.
  ///
  /// @param name what a placeholder stands for
  static String expression(String text, String name) {
    var expression = new StringBuilder();
    var variables = VARIABLE.matcher(text);
    var start = 0;
    while (variables.find()) {
      expression.append(Pattern.quote(decoded(text.substring(start, variables.start()))));
      expression.append(
          variables.group(1) == null
              ? "(?P<splat>.*)"
              : "(?P<" + variables.group(1) + ">" + name + ")");
      start = variables.end();
    }
    return expression.append(Pattern.quote(decoded(text.substring(start)))).toString();
  }

  private static String decoded(String path) {
    var segments = new ArrayList<String>();
    for (var segment : path.split("/", -1)) {
      segments.add(PathText.decoded(segment));
    }
    return String.join("/", segments);
  }
}
