package dev.slipway.serving.access;

import dev.slipway.core.alias.Domain;
import dev.slipway.serving.http.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// The cookie by which a guarded host knows its visitors. It has no `Domain`, so that it goes to
/// the one host that set it; under https its name's prefix makes browsers insist on that.
final class AccessCookie {

  /// A neighbour may have set some of that name for all hosts of the domain, where there is no
  /// prefix to forbid it.
  private static final int MOST = 8;

  private final String name;
  private final String attributes;

  AccessCookie(Domain domain) {
    boolean https = "https".equals(domain.scheme());
    this.name = https ? "__Host-slipway-access" : "slipway-access";
    this.attributes = "; Path=/; HttpOnly; SameSite=Lax" + (https ? "; Secure" : "");
  }

  /// Returns the values that `request` came with.
  List<String> values(Request request) {
    var prefix = name + "=";
    return request
        .header("Cookie")
        .map(cookies ->
            Arrays.stream(cookies.split(";", -1))
                .map(String::strip)
                .filter(pair -> pair.startsWith(prefix))
                .map(pair -> pair.substring(prefix.length()))
                .limit(MOST)
                .toList())
        .orElse(List.of());
  }

  /// Returns the field that has a browser keep `value` until `expiresAt`.
  String setting(String value, Instant now, Instant expiresAt) {
    long seconds = Math.max(0, Duration.between(now, expiresAt).toSeconds());
    return name + "=" + value + attributes + "; Max-Age=" + seconds;
  }
}
