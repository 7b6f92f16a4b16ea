package dev.slipway.artifact.rules;

import java.util.Optional;

/// What rules may look at of a request.
public interface Visit {

  /// Returns `http` or `https`.
  String scheme();

  /// Returns the host in lower case, without a port.
  String host();

  /// Returns the path, decoded and canonical: it begins with a slash, and no segment is empty, `.`
  /// or `..`; a slash at its end counts.
  String path();

  /// Returns what followed the `?`, as it was sent; empty if there was none.
  String query();

  /// Returns the value of the header field `name` in any case.
  Optional<String> header(String name);
}
