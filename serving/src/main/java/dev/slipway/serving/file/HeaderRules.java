package dev.slipway.serving.file;

import dev.slipway.artifact.rules.HeaderChange;
import dev.slipway.serving.trace.Trace;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Does to the header of an answer what the site's rules ask for, as far as they may.
final class HeaderRules {

  private static final String VARY = "Vary";

  /// What the connection, the length of the answer, conditions and ranges rest on.
  private static final Set<String> OURS =
      names(
          "Accept-Ranges",
          "Age",
          "Allow",
          "Connection",
          "Content-Encoding",
          "Content-Length",
          "Content-Range",
          "Date",
          "ETag",
          "Keep-Alive",
          "Last-Modified",
          "Location",
          "Proxy-Connection",
          "TE",
          "Trailer",
          "Transfer-Encoding",
          "Upgrade",
          "WWW-Authenticate");

  /// What says what the bytes of a file are, and so nothing of other answers.
  private static final Set<String> OF_FILES =
      names("Content-Disposition", "Content-Language", "Content-Type");

  /// What says how long an answer may be kept.
  private static final Set<String> CACHING =
      names(
          "Cache-Control",
          "CDN-Cache-Control",
          "Cloudflare-CDN-Cache-Control",
          "Expires",
          "Netlify-CDN-Cache-Control",
          "Pragma",
          "Surrogate-Control");

  private HeaderRules() {}

  /// Makes `changes` to `draft`; `keepable` tells whether it may be kept for as long as they say.
  static void apply(List<HeaderChange> changes, Draft draft, boolean keepable, Trace trace) {
    for (var change : changes) {
      var name = change.name();
      if (OURS.contains(name) || !FieldText.isName(name)) {
        trace.rule(change.origin(), () -> name + " is not for rules to change");
      } else if (OF_FILES.contains(name) && !draft.isFile()) {
        trace.rule(change.origin(), () -> name + " is left alone: this answer is no file");
      } else if (CACHING.contains(name) && !keepable) {
        trace.rule(change.origin(), () -> name + " is left alone: this answer is not to be kept");
      } else {
        trace.rule(change.origin(), () -> verb(change.kind()) + name);
        change(change, draft.fields());
      }
    }
  }

  /// What we know that the answer depends on, it depends on, whatever a rule says.
  private static void vary(HeaderChange change, Fields fields) {
    if (change.kind() != HeaderChange.Kind.REMOVE) {
      for (var member : change.value().split(",", -1)) {
        if (!member.isBlank()) {
          fields.vary(FieldText.ofValue(member.strip()), change.origin().toString());
        }
      }
    }
  }

  private static String verb(HeaderChange.Kind kind) {
    return switch (kind) {
      case SET -> "sets ";
      case APPEND -> "adds to ";
      case REMOVE -> "removes ";
    };
  }

  private static void change(HeaderChange change, Fields fields) {
    var name = change.name();
    if (name.equalsIgnoreCase(VARY)) {
      vary(change, fields);
      return;
    }
    var value = FieldText.ofValue(change.value());
    switch (change.kind()) {
      case SET -> fields.set(name, value, change.origin());
      case APPEND ->
          fields.set(
              name,
              fields.get(name).map(before -> before + ", " + value).orElse(value),
              change.origin());
      case REMOVE -> fields.remove(name, change.origin());
    }
  }

  private static Set<String> names(String... names) {
    var set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    Collections.addAll(set, names);
    return Collections.unmodifiableSet(set);
  }
}
