package dev.slipway.receiver.dashboard;

import dev.slipway.receiver.problem.Problem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// The fields of a form that was posted.
record Form(Map<String, String> fields) {

  Form {
    fields = Map.copyOf(fields);
  }

  static Form parse(byte[] body) {
    var fields = new HashMap<String, String>();
    for (var pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return new Form(fields);
  }

  String field(String name) {
    return fields.getOrDefault(name, "");
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("The form is not percent-encoded.").exception();
    }
  }
}
