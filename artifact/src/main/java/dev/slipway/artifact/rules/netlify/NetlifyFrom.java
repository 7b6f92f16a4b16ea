package dev.slipway.artifact.rules.netlify;

import com.google.re2j.Pattern;
import dev.slipway.artifact.rules.model.Condition;
import dev.slipway.artifact.rules.model.PathPattern;
import dev.slipway.artifact.rules.source.PathText;
import dev.slipway.artifact.rules.source.RuleFault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What stands before the arrow of a redirect.
///
/// A slash at the end never counts. `:name` is a whole segment, and everything behind the colon is
/// its name. `*` at the end is all the rest, and may be nothing; directly behind text (`/a*`) it is
/// all that begins like this; as a segment between others it is any number of them, none too.
///
/// @param host conditions on scheme and host, if it names them
/// @param names by the name as it is written, that under which it is captured
record NetlifyFrom(List<Condition> host, PathPattern path, Map<String, String> names) {

  private static final java.util.regex.Pattern URL =
      java.util.regex.Pattern.compile("(?i)(https?)://([^/?#]*)(.*)");
  private static final java.util.regex.Pattern HOST =
      java.util.regex.Pattern.compile(
          "[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

  /// @throws RuleFault if no visit can match it
  static NetlifyFrom read(String text) {
    var url = URL.matcher(text);
    if (!url.matches()) {
      return path(text, List.of());
    }
    var host = url.group(2).toLowerCase(Locale.ROOT);
    if (!HOST.matcher(host).matches()) {
      throw new RuleFault("The host before the path is not a plain host name without a port.");
    }
    var conditions =
        List.of(
            equal(Condition.Place.SCHEME, url.group(1).toLowerCase(Locale.ROOT)),
            equal(Condition.Place.HOST, host));
    return path(url.group(3).isEmpty() ? "/" : url.group(3), conditions);
  }

  private static Condition equal(Condition.Place place, String value) {
    return new Condition.Value(place, "", new Condition.Equal(value), true);
  }

  private static NetlifyFrom path(String text, List<Condition> host) {
    var segments = new ArrayList<>(PathText.segments(text));
    if (segments.getLast().isEmpty()) {
      segments.removeLast();
    }
    var inner = segments.subList(0, Math.max(0, segments.size() - 1));
    return inner.contains("*") || (!segments.isEmpty() && beginsAlike(segments.getLast()))
        ? expression(segments, host)
        : plain(segments, host);
  }

  private static boolean beginsAlike(String segment) {
    return segment.length() > 1 && segment.endsWith("*") && !isName(segment);
  }

  private static boolean isName(String segment) {
    return segment.startsWith(":") && segment.length() > 1;
  }

  private static NetlifyFrom plain(List<String> written, List<Condition> host) {
    var names = new HashMap<String, String>();
    var segments = new ArrayList<PathPattern.Segment>();
    for (var segment : written) {
      if (segment.equals("*")) {
        names.putIfAbsent(PathPattern.Splat.NAME, PathPattern.Splat.NAME);
        segments.add(new PathPattern.Splat());
      } else if (isName(segment)) {
        names.put(segment.substring(1), segment.substring(1));
        segments.add(new PathPattern.Name(segment.substring(1)));
      } else {
        segments.add(new PathPattern.Literal(PathText.decoded(segment)));
      }
    }
    return new NetlifyFrom(host, new PathPattern.Segments(segments, false, false), names);
  }

  private static NetlifyFrom expression(List<String> written, List<Condition> host) {
    var groups = new Groups();
    var expression = new StringBuilder();
    for (var i = 0; i < written.size(); i++) {
      var segment = written.get(i);
      if (segment.equals("*")) {
        groups.add(PathPattern.Splat.NAME);
        expression.append("(?:/(.*))?");
      } else if (isName(segment)) {
        groups.add(segment.substring(1));
        expression.append("/([^/]+)");
      } else if (i == written.size() - 1 && beginsAlike(segment)) {
        groups.add(PathPattern.Splat.NAME);
        var start = PathText.decoded(segment.substring(0, segment.length() - 1));
        expression.append('/').append(Pattern.quote(start)).append("/?(.*)");
      } else {
        expression.append('/').append(Pattern.quote(PathText.decoded(segment)));
      }
    }
    if (!written.getLast().endsWith("*") || isName(written.getLast())) {
      expression.append("/?");
    }
    var pattern = new PathPattern.Expression(prefix(written), expression.toString(), false);
    return new NetlifyFrom(host, pattern, groups.byName());
  }

  /// Returns the fixed segments at the beginning; the last segment stays out, as the slash before
  /// it may be missing.
  private static String prefix(List<String> written) {
    var prefix = new StringBuilder("/");
    for (var i = 0; i < written.size() - 1; i++) {
      var segment = written.get(i);
      if (segment.equals("*") || isName(segment) || written.get(i + 1).equals("*")) {
        break;
      }
      prefix.append(PathText.decoded(segment)).append('/');
    }
    return prefix.toString();
  }

  /// The numbers of an expression's groups; of two with one name the first counts.
  private static final class Groups {

    private final Map<String, String> byName = new HashMap<>();
    private int count;

    private void add(String name) {
      count++;
      byName.putIfAbsent(name, Integer.toString(count));
    }

    private Map<String, String> byName() {
      return byName;
    }
  }
}
