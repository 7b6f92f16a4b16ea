package dev.slipway.artifact.image.nginx;

import dev.slipway.artifact.rules.model.HeaderRule;
import dev.slipway.artifact.rules.model.PathPattern.Segments;
import dev.slipway.artifact.rules.model.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What becomes of header rules in nginx: for each field a chain of maps, one for each edit. Not
/// thread-safe.
final class Headers {

  private static final int MOST = 1_000;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,200}");
  private static final Pattern VALUE = Pattern.compile("[ -~]{0,8000}");

  /// A space is what no field can have: it stands for one that a rule took away.
  private static final String REMOVED = "\" \"";

  /// What the connection, the length of the answer, conditions and ranges rest on: no rule changes
  /// it here nor on the platform.
  private static final Set<String> OURS =
      Set.of(
          "accept-ranges",
          "age",
          "allow",
          "connection",
          "content-encoding",
          "content-length",
          "content-range",
          "date",
          "etag",
          "keep-alive",
          "last-modified",
          "location",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "www-authenticate");

  private static final Set<String> OF_FILES = Set.of("content-disposition", "content-language");
  private static final Set<String> CACHING =
      Set.of(
          "cache-control",
          "cdn-cache-control",
          "cloudflare-cdn-cache-control",
          "expires",
          "netlify-cdn-cache-control",
          "pragma",
          "surrogate-control");

  private final Maps maps;
  private final Left left;

  /// What each field is without rules, spelled, by its name in lower case.
  private final Map<String, Field> fields = new LinkedHashMap<>();

  private int count;

  private record Field(String name, String usual, List<Edit> edits) {}

  private record Edit(HeaderRule.Kind kind, Segments path, String value) {}

  Headers(Maps maps, Left left) {
    this.maps = maps;
    this.left = left;
  }

  /// Gives every answer `name`, whose value is `usual`, spelled.
  void usual(String name, String usual) {
    fields.put(key(name), new Field(name, usual, new ArrayList<>()));
  }

  /// Adds `rules`, as far as nginx can do what they say.
  void add(List<HeaderRule> rules) {
    for (var rule : rules) {
      for (var edit : rule.edits()) {
        add(rule, edit);
      }
    }
  }

  private void add(HeaderRule rule, HeaderRule.Edit edit) {
    var key = key(edit.name());
    if (OURS.contains(key)) {
      return;
    }
    var why = obstacle(rule, edit, key);
    if (!why.isEmpty()) {
      left.out(rule.origin(), why);
      return;
    }
    count++;
    fields
        .computeIfAbsent(key, _ -> new Field(edit.name(), Maps.NOTHING, new ArrayList<>()))
        .edits()
        .add(new Edit(edit.kind(), (Segments) rule.path(), text(edit.value())));
  }

  private String obstacle(HeaderRule rule, HeaderRule.Edit edit, String key) {
    if (!rule.conditions().isEmpty()) {
      return "a header that depends on more than the path";
    }
    if (!(rule.path() instanceof Segments)) {
      return "headers of a path that is a regular expression";
    }
    if (key.equals("content-type") || key.equals("server") || !NAME.matcher(key).matches()) {
      return "the header " + edit.name();
    }
    if (edit.value().pieces().stream().anyMatch(Template.Placeholder.class::isInstance)) {
      return "a placeholder in a header";
    }
    if (!VALUE.matcher(text(edit.value())).matches()) {
      return "a value of " + edit.name() + " with other than printable ASCII";
    }
    if (!Spelling.fits(Spelling.value(text(edit.value())))
        || !Spelling.fits(PathExpression.of((Segments) rule.path()))) {
      return "a header that is too long for nginx";
    }
    return count < MOST ? "" : "more than 1,000 changes of headers";
  }

  /// Appends what gives answers their fields.
  void appendTo(StringBuilder text, String indent) {
    var number = 0;
    for (var field : fields.values()) {
      var value = field.edits().isEmpty() ? field.usual() : changed(field, "slipway_h" + number);
      text.append(indent)
          .append("add_header ")
          .append(Spelling.word(field.name()))
          .append(' ')
          .append(value)
          .append(" always;\n");
      number++;
    }
  }

  private String changed(Field field, String name) {
    var key = key(field.name());
    boolean vary = key.equals("vary");
    var before = vary ? field.usual() : Maps.NOTHING;
    for (var i = 0; i < field.edits().size(); i++) {
      var edit = field.edits().get(i);
      if (!(vary && edit.kind() == HeaderRule.Kind.REMOVE)) {
        before = after(edit, before, name + "_" + i, vary);
      }
    }
    var chosen = maps.add(before, name + "_chosen", before);
    chosen.put("", field.usual());
    chosen.match("^ $", false, Maps.NOTHING);
    return kept(key, chosen, field.usual(), name);
  }

  private String after(Edit edit, String before, String name, boolean vary) {
    var quoted = Spelling.value(edit.value());
    var value = edit.value().isEmpty() ? REMOVED : quoted;
    if (edit.kind() == HeaderRule.Kind.REMOVE) {
      value = REMOVED;
    } else if ((edit.kind() == HeaderRule.Kind.ADD || vary) && !before.equals(Maps.NOTHING)) {
      var joined = maps.add(before, name + "_joined", "\"" + before + ", \"");
      joined.match("^ ?$", false, Maps.NOTHING);
      value = "\"${" + joined.variable().substring(1) + "}" + quoted.substring(1);
    }
    var map = maps.add("$slipway_asked", name, before);
    map.match(PathExpression.of(edit.path()), edit.path().ignoresCase(), value);
    return map.variable();
  }

  /// Returns what is left of a choice that does not count for every answer.
  private String kept(String key, VariableMap chosen, String usual, String name) {
    if (CACHING.contains(key)) {
      var map = maps.add("$slipway_kind", name, chosen.variable());
      map.put("error", usual);
      return map.variable();
    }
    if (OF_FILES.contains(key)) {
      var map = maps.add("$slipway_kind", name, usual);
      map.put("file", chosen.variable());
      return map.variable();
    }
    return chosen.variable();
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static String text(Template value) {
    var text = new StringBuilder();
    for (var piece : value.pieces()) {
      if (piece instanceof Template.Text(var plain)) {
        text.append(plain);
      }
    }
    return text.toString();
  }
}
