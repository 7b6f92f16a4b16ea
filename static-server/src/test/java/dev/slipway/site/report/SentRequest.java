package dev.slipway.site.report;

import dev.slipway.core.project.ProjectId;
import dev.slipway.serving.http.Request;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// A request as a test wants it, for `shop.localhost`.
record SentRequest(String path, String query, Map<String, String> headers) implements Request {

  static final ProjectId PROJECT = new ProjectId(new UUID(1, 2));

  static SentRequest to(String path) {
    return new SentRequest(path, "", Map.of());
  }

  SentRequest with(String name, String value) {
    return new SentRequest(path, query, Map.of(name, value));
  }

  /// Returns that it was answered with `status`, to somebody at `peer`.
  Exchange answered(String peer, int status) {
    return new Exchange(
        peer, this, HostKind.PRODUCTION, Optional.of(PROJECT), status, 321, 1_000_000);
  }

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String authority() {
    return "Shop.localhost";
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }
}
