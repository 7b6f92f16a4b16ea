package dev.slipway.site.http;

import java.util.Optional;

/// What a client asks of a site's host.
///
/// @param path the path as it was sent, nothing of it decoded
/// @param query what followed the `?`, as it was sent; empty if there was none
public record Request(String method, String path, String query, Fields fields) {

  /// The header fields of a request.
  @FunctionalInterface
  public interface Fields {

    /// Returns the value of the field `name` in any case; several lines of it joined by commas.
    Optional<String> value(String name);
  }

  /// Returns the value of the header field `name`.
  public Optional<String> header(String name) {
    return fields.value(name);
  }

  /// Tells whether the answer's body is wanted too, where the method is `GET` or `HEAD`.
  public boolean wantsBody() {
    return !"HEAD".equals(method);
  }
}
