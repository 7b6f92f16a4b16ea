package dev.slipway.serving.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The fields of a form that was posted (`application/x-www-form-urlencoded`).
record PostedForm(Map<String, String> fields) {

  PostedForm {
    fields = Map.copyOf(fields);
  }

  /// Returns the form that `body` is, or empty if it is none.
  static Optional<PostedForm> parse(byte[] body) {
    var fields = new HashMap<String, String>();
    try {
      for (var pair : new String(body, UTF_8).split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          var name = URLDecoder.decode(pair.substring(0, equals), UTF_8);
          fields.put(name, URLDecoder.decode(pair.substring(equals + 1), UTF_8));
        }
      }
      return Optional.of(new PostedForm(fields));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // a percent sign without two digits
    }
  }

  String field(String name) {
    return fields.getOrDefault(name, "");
  }
}
