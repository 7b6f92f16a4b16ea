package dev.slipway.artifact.rules.match;

import dev.slipway.artifact.rules.Visit;
import dev.slipway.artifact.rules.model.Condition;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What rules look at of one visit. Nothing is asked of the visit before a rule needs it: an answer
/// is kept by whatever was looked at. For one thread.
final class Looked {

  private final Visit visit;
  private @Nullable Map<String, String> query;
  private @Nullable Map<String, String> cookies;

  Looked(Visit visit) {
    this.visit = visit;
  }

  /// Returns the value at `place`; `name` is that of a field, parameter or cookie.
  Optional<String> value(Condition.Place place, String name) {
    return switch (place) {
      case QUERY -> Optional.ofNullable(query().get(name));
      case HEADER -> visit.header(name);
      case COOKIE -> cookie(name);
      case HOST -> Optional.of(visit.host());
      case SCHEME -> Optional.of(visit.scheme());
      case PATH -> Optional.of(visit.path());
    };
  }

  Optional<String> cookie(String name) {
    if (cookies == null) {
      cookies = new HashMap<>();
      for (var pair : visit.header("cookie").orElse("").split(";", -1)) {
        var equals = pair.indexOf('=');
        if (equals > 0) {
          cookies.putIfAbsent(
              pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
        }
      }
    }
    return Optional.ofNullable(cookies.get(name));
  }

  /// Returns the language that the visitor likes best, in lower case; empty if none is named.
  String language() {
    var best = "";
    var most = 0.0;
    for (var range : visit.header("accept-language").orElse("").split(",", -1)) {
      var parts = range.split(";", -1);
      var quality = parts.length < 2 ? 1 : quality(parts[1].strip());
      if (quality > most) {
        best = parts[0].strip().toLowerCase(Locale.ROOT);
        most = quality;
      }
    }
    return best;
  }

  private static double quality(String parameter) {
    try {
      return parameter.startsWith("q=") ? Double.parseDouble(parameter.substring(2)) : 1;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private Map<String, String> query() {
    if (query == null) {
      query = new HashMap<>();
      for (var pair : visit.query().split("&", -1)) {
        var equals = pair.indexOf('=');
        if (equals >= 0) {
          query.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        } else if (!pair.isEmpty()) {
          query.put(decoded(pair), "");
        }
      }
    }
    return query;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
