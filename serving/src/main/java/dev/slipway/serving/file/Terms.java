package dev.slipway.serving.file;

import java.util.LinkedHashMap;
import java.util.Map;

/// On what terms a host hands out its files.
///
/// @param fixed whether the host will always serve these files
/// @param indexed whether search engines may list them
public record Terms(boolean fixed, boolean indexed) {

  static final String FOR_A_YEAR = "public, max-age=31536000, immutable";
  static final String ASK_EACH_TIME = "public, max-age=0, must-revalidate";
  static final String NEVER_STORE = "no-store";

  /// Returns the fields that every answer of the host has.
  Map<String, String> fields() {
    var fields = new LinkedHashMap<String, String>();
    fields.put("X-Content-Type-Options", "nosniff");
    fields.put("Referrer-Policy", "strict-origin-when-cross-origin");
    if (!indexed) {
      fields.put("X-Robots-Tag", "noindex");
    }
    return fields;
  }

  /// Returns for how long `form` may be kept.
  ///
  /// A page is asked for each time even where it can't change: its deployment may get protected or
  /// be removed.
  String caching(Form form) {
    boolean page = form.file().contentType().startsWith("text/html");
    boolean forever = form.file().immutable() || (fixed && !page);
    return forever ? FOR_A_YEAR : ASK_EACH_TIME;
  }
}
