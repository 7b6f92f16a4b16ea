package dev.slipway.receiver.dashboard;

import dev.slipway.core.alias.Domain;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// The cookie that holds a session's id, on the control host only.
///
/// The sites that are deployed are neighbours: their hosts are below the control host, and a cookie
/// of theirs can be set for it. Under https the name's prefix makes browsers refuse that.
final class SessionCookie {

  private final String name;
  private final String attributes;

  SessionCookie(Domain domain) {
    boolean https = "https".equals(domain.scheme());
    this.name = https ? "__Host-slipway" : "slipway";
    this.attributes = "; Path=/; HttpOnly; SameSite=Strict" + (https ? "; Secure" : "");
  }

  /// Returns the ids that `request` came with.
  List<String> ids(ServerRequest request) {
    var prefix = name + "=";
    return request.headers().values(HeaderNames.COOKIE).stream()
        .flatMap(header -> Stream.of(header.split(";", -1)))
        .map(String::strip)
        .filter(pair -> pair.startsWith(prefix))
        .map(pair -> pair.substring(prefix.length()))
        .toList();
  }

  void set(ServerResponse response, String id) {
    write(response, id, Sessions.LIFETIME);
  }

  void clear(ServerResponse response) {
    write(response, "", Duration.ZERO);
  }

  private void write(ServerResponse response, String value, Duration lifetime) {
    var cookie = name + "=" + value + attributes + "; Max-Age=" + lifetime.toSeconds();
    response.header(HeaderNames.SET_COOKIE, cookie);
  }
}
