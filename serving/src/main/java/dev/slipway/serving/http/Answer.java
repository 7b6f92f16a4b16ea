package dev.slipway.serving.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a client gets.
///
/// @param headers the fields without `Content-Length`, which the body's length gives
public record Answer(int status, Map<String, String> headers, Body body) {

  public Answer {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /// Returns this answer with further `fields`, which replace those of the same name.
  public Answer with(Map<String, String> fields) {
    var all = new LinkedHashMap<>(headers);
    all.putAll(fields);
    return new Answer(status, all, body);
  }

  /// Tells whether `Content-Length` belongs to it: not where the status says that nothing follows.
  public boolean hasLength() {
    return status != 204 && status != 304;
  }
}
