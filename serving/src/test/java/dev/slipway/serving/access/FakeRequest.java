package dev.slipway.serving.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.serving.http.Request;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A request that a test writes down.
record FakeRequest(
    String method,
    String authority,
    String path,
    String query,
    Map<String, String> headers,
    String client,
    Optional<byte[]> posted)
    implements Request {

  static final String AUTHORITY = "next--shop.example.com";

  static FakeRequest get(String path) {
    int mark = path.indexOf('?');
    return new FakeRequest(
        "GET",
        AUTHORITY,
        mark < 0 ? path : path.substring(0, mark),
        mark < 0 ? "" : path.substring(mark + 1),
        Map.of(),
        "192.0.2.1",
        Optional.empty());
  }

  static FakeRequest post(String path, String body) {
    return new FakeRequest(
        "POST",
        AUTHORITY,
        path,
        "",
        Map.of("origin", "https://" + AUTHORITY),
        "192.0.2.1",
        Optional.of(body.getBytes(UTF_8)));
  }

  FakeRequest with(String name, String value) {
    var all = new HashMap<>(headers);
    all.put(name.toLowerCase(Locale.ROOT), value);
    return new FakeRequest(method, authority, path, query, all, client, posted);
  }

  FakeRequest by(String method) {
    return new FakeRequest(method, authority, path, query, headers, client, posted);
  }

  FakeRequest from(String client) {
    return new FakeRequest(method, authority, path, query, headers, client, posted);
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  @Override
  public Optional<byte[]> body(int most) {
    return posted.filter(bytes -> bytes.length <= most);
  }
}
