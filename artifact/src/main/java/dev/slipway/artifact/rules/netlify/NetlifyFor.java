package dev.slipway.artifact.rules.netlify;

import com.google.re2j.Pattern;
import dev.slipway.artifact.rules.model.PathPattern;
import dev.slipway.artifact.rules.source.PathText;
import dev.slipway.artifact.rules.source.RuleFault;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The paths that a header rule is for: case does not count, nor does a slash at the end; `:name`
/// is a segment, `*` as a segment is any number of them, none too, and within one any text.
final class NetlifyFor {

  private NetlifyFor() {}

  /// @throws RuleFault if no visit can match it
  static PathPattern read(String text) {
    var segments = new ArrayList<>(PathText.segments(text));
    if (segments.getLast().isEmpty()) {
      segments.removeLast();
    }
    var inner = segments.subList(0, Math.max(0, segments.size() - 1));
    var mixed = segments.stream().anyMatch(each -> each.length() > 1 && isMixed(each));
    return mixed || inner.contains("*") ? expression(segments) : plain(segments);
  }

  private static boolean isMixed(String segment) {
    return segment.contains("*") && !segment.startsWith(":");
  }

  private static PathPattern plain(List<String> written) {
    var segments = new ArrayList<PathPattern.Segment>();
    for (var segment : written) {
      if (segment.equals("*")) {
        segments.add(new PathPattern.Splat());
      } else if (segment.startsWith(":") && segment.length() > 1) {
        segments.add(new PathPattern.Name(segment.substring(1)));
      } else {
        segments.add(new PathPattern.Literal(PathText.decoded(segment)));
      }
    }
    return new PathPattern.Segments(segments, false, true);
  }

  private static PathPattern expression(List<String> written) {
    var expression = new StringBuilder();
    var prefix = new StringBuilder("/");
    var fixed = true;
    for (var i = 0; i < written.size(); i++) {
      var segment = written.get(i);
      if (segment.equals("*")) {
        expression.append("(?:/.*)?");
      } else if (segment.startsWith(":") && segment.length() > 1) {
        expression.append("/[^/]+");
      } else {
        expression.append('/').append(within(segment));
      }
      var next = i + 1 < written.size() ? written.get(i + 1) : "*";
      fixed = fixed && !segment.contains("*") && !segment.startsWith(":") && !next.equals("*");
      if (fixed) {
        prefix.append(PathText.decoded(segment)).append('/');
      }
    }
    return new PathPattern.Expression(prefix.toString(), expression.append("/?").toString(), true);
  }

  private static String within(String segment) {
    return Stream.of(segment.split("\\*", -1))
        .map(part -> part.isEmpty() ? "" : Pattern.quote(PathText.decoded(part)))
        .collect(Collectors.joining(".*"));
  }
}
