package dev.slipway.serving.http;

import java.util.Optional;

/// What a client asks of a site's host, whatever carried it here.
///
/// An answer may be kept for other requests that agree with this one in everything that was looked
/// at to make it: so look at no more than is needed.
public interface Request {

  /// Returns the method, such as `GET`; case matters.
  String method();

  /// Returns the `Host` as it was sent, with its port if it has one.
  String authority();

  /// Returns the path as it was sent, nothing of it decoded.
  String path();

  /// Returns what followed the `?`, as it was sent; empty if there was none.
  String query();

  /// Returns the value of the header field `name` in any case; several lines of it joined by
  /// commas, those of `Cookie` by semicolons.
  Optional<String> header(String name);

  /// Returns the address of whoever asks, as text; empty if nobody knows. Behind a proxy on the
  /// same machine it is the one that the proxy saw.
  default String client() {
    return "";
  }

  /// Returns the request's body, which can be read once; empty if there is none, or if it has more
  /// than `most` bytes, or does not come soon.
  default Optional<byte[]> body(int most) {
    return Optional.empty();
  }

  /// Tells whether the answer's body is wanted too, where the method is `GET` or `HEAD`.
  default boolean wantsBody() {
    return !"HEAD".equals(method());
  }
}
