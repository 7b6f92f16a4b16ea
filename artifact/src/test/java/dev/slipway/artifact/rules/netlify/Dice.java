package dev.slipway.artifact.rules.netlify;

import dev.slipway.artifact.rules.SampleVisit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;

/// Makes up rules that resemble each other, and visits that resemble the rules.
final class Dice {

  private static final List<String> WORDS = List.of("a", "b", "c", "d-e", "f.g", "H", "1");
  private static final List<String> NAMES = List.of("x", "y", "z");
  private static final List<String> STATUSES =
      List.of("301", "302", "303", "307", "308", "200", "404", "410", "500");
  private static final List<String> LANGUAGES = List.of("de", "en", "de-AT", "fr", "DE");

  private final Random random;

  Dice(long seed) {
    this.random = new Random(seed);
  }

  boolean once(int in) {
    return random.nextInt(in) == 0;
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  int upTo(int most) {
    return random.nextInt(most + 1);
  }

  /// Returns a line of a `_redirects` that both understand alike.
  String rule() {
    var names = new TreeSet<String>();
    var from = from(names);
    var query = new StringBuilder();
    for (var key : once(6) ? List.of("p", "q") : once(6) ? List.of("p") : List.<String>of()) {
      var captured = once(2);
      query.append(space()).append(key).append('=').append(captured ? ":" + key : upTo(2));
      if (captured) {
        names.add(key);
      }
    }
    var status = once(4) ? "" : one(STATUSES);
    var away = status.isEmpty() || status.startsWith("3");
    var end = status.isEmpty() ? "" : space() + status + (once(5) ? "!" : "") + conditions();
    return from + query + space() + to(names, away) + end + (once(8) ? space() + "# why" : "");
  }

  private String from(SortedSet<String> names) {
    var from =
        new StringBuilder(once(12) ? one(List.of("https://one.test", "http://two.test")) : "");
    var depth = upTo(4);
    for (var i = 0; i < depth; i++) {
      var fixed = from.toString().endsWith("*");
      from.append('/');
      if (!fixed && once(4)) {
        var name = one(NAMES);
        names.add(name);
        from.append(':').append(name);
      } else if (from.indexOf("*") < 0 && i < depth - 1 && once(10)) {
        names.add("splat");
        from.append('*');
      } else {
        from.append(one(WORDS));
      }
    }
    if (once(4) && from.indexOf("*") < 0) {
      names.add("splat");
      return from + "/*";
    }
    if (depth > 0 && once(20) && from.indexOf("*") < 0 && !endsInVariable(from)) {
      names.add("splat");
      return from + "*";
    }
    return from + (depth == 0 || once(5) ? "/" : "");
  }

  private static boolean endsInVariable(StringBuilder from) {
    var last = from.substring(from.lastIndexOf("/") + 1);
    return last.equals("*") || last.startsWith(":");
  }

  private String to(SortedSet<String> names, boolean away) {
    var to = new StringBuilder(away && once(6) ? "https://other.test" : "").append("/t");
    for (var i = upTo(2); i > 0; i--) {
      to.append('/')
          .append(once(3) || names.isEmpty() ? one(WORDS) : ":" + one(List.copyOf(names)));
    }
    if (once(8)) {
      to.append("?k=").append(names.isEmpty() ? "v" : ":" + names.first());
    }
    return to + (once(15) ? "#h" : "");
  }

  private String conditions() {
    if (!once(6)) {
      return "";
    }
    return space()
        + one(
            List.of(
                "Cookie=k",
                "Cookie=k,l",
                "Cookie=m",
                "Language=de",
                "Language=en,fr",
                "Language=DE"));
  }

  private String space() {
    return once(9) ? " \t " : " ";
  }

  /// Returns a visit that some of `rules` may be meant for.
  SampleVisit visit(List<String> rules) {
    var words = one(rules).split("\\s+", -1);
    var from = words[0].replaceFirst("^https?://[^/]+", "");
    var path = new ArrayList<String>();
    for (var segment : from.substring(1).split("/", -1)) {
      if (segment.equals("*")) {
        for (var i = upTo(3); i > 0; i--) {
          path.add(one(WORDS));
        }
      } else if (segment.startsWith(":") || once(12)) {
        path.add(one(WORDS));
      } else if (segment.endsWith("*")) {
        path.add(segment.replace("*", once(2) ? "" : one(WORDS)));
      } else if (!segment.isEmpty() && !once(20)) {
        path.add(segment);
      }
    }
    if (once(8)) {
      path.add(one(WORDS));
    }
    var slash = !path.isEmpty() && once(4) ? "/" : "";
    return new SampleVisit(
        one(List.of("http", "https")),
        one(List.of("one.test", "two.test", "site.test")),
        "/" + String.join("/", path) + slash,
        query(),
        headers());
  }

  private String query() {
    var pairs = new ArrayList<String>();
    for (var i = once(2) ? 0 : upTo(3); i > 0; i--) {
      pairs.add(one(List.of("p", "q", "r")) + "=" + upTo(2));
    }
    return String.join("&", pairs);
  }

  private Map<String, String> headers() {
    return switch (upTo(3)) {
      case 0 -> Map.of("cookie", one(List.of("k", "l", "n")) + "=1");
      case 1 -> Map.of("accept-language", one(LANGUAGES));
      default -> Map.of();
    };
  }
}
