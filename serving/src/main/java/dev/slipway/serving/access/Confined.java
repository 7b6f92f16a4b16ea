package dev.slipway.serving.access;

import dev.slipway.serving.http.Answer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// An answer of a guarded host, for one visitor alone.
final class Confined {

  private static final String CACHE_CONTROL = "cache-control";
  private static final String VARY = "vary";

  /// Fields by which a site could tell caches in between to keep an answer in spite of the rest.
  private static final Set<String> OF_CACHES =
      Set.of(
          "cdn-cache-control",
          "netlify-cdn-cache-control",
          "cloudflare-cdn-cache-control",
          "vercel-cdn-cache-control",
          "surrogate-control",
          "surrogate-key",
          "x-accel-expires",
          "expires");

  private static final Set<String> SHARED =
      Set.of("public", "private", "s-maxage", "proxy-revalidate");

  private Confined() {}

  static Answer answer(Answer answer, Optional<String> cookie) {
    var fields = new LinkedHashMap<String, String>();
    var cacheControl = "private";
    var vary = "Cookie";
    for (var field : answer.headers().entrySet()) {
      var name = field.getKey().toLowerCase(Locale.ROOT);
      if (name.equals(CACHE_CONTROL)) {
        cacheControl = ofOneVisitor(field.getValue());
      } else if (name.equals(VARY)) {
        vary = withCookie(field.getValue());
      } else if (!OF_CACHES.contains(name) && !name.equals("x-robots-tag")) {
        fields.put(field.getKey(), field.getValue());
      }
    }
    fields.put("Cache-Control", cacheControl);
    fields.put("Vary", vary);
    fields.put("X-Robots-Tag", "noindex");
    cookie.ifPresent(value -> fields.put("Set-Cookie", value));
    return new Answer(answer.status(), fields, answer.body());
  }

  /// Returns `cacheControl` for the visitor's own cache: `no-store` says enough by itself.
  private static String ofOneVisitor(String cacheControl) {
    var kept =
        Arrays.stream(cacheControl.split(",", -1))
            .map(String::strip)
            .filter(directive -> !directive.isEmpty() && !SHARED.contains(nameOf(directive)))
            .toList();
    if (kept.stream().anyMatch(directive -> nameOf(directive).equals("no-store"))) {
      return "no-store";
    }
    return kept.isEmpty() ? "private" : "private, " + String.join(", ", kept);
  }

  private static String nameOf(String directive) {
    int equals = directive.indexOf('=');
    var name = equals < 0 ? directive : directive.substring(0, equals);
    return name.strip().toLowerCase(Locale.ROOT);
  }

  private static String withCookie(String vary) {
    var names =
        Arrays.stream(vary.split(",", -1))
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    return names.contains("cookie") || names.contains("*") ? vary : vary + ", Cookie";
  }
}
