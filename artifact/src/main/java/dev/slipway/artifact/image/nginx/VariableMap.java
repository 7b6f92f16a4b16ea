package dev.slipway.artifact.image.nginx;

import java.util.ArrayList;
import java.util.List;

/// A `map` of nginx: a variable whose value depends on another's. Not thread-safe.
///
/// Keys that are texts come before expressions, and are the same in upper and lower case;
/// expressions are tried in their order.
final class VariableMap {

  private static final int KEY_OVERHEAD = 40;

  private final String source;
  private final String name;
  private final String otherwise;
  private final List<String> lines = new ArrayList<>();
  private int longest;

  /// @param source spelled as nginx wants it, such as `$uri`
  /// @param name of the variable, without its dollar sign
  /// @param otherwise its value, spelled, where no key is the source
  VariableMap(String source, String name, String otherwise) {
    this.source = source;
    this.name = name;
    this.otherwise = otherwise;
  }

  /// Gives it `value`, spelled, where the source is `key`.
  void put(String key, String value) {
    lines.add(Spelling.word(key) + " " + value + ";");
    longest = Math.max(longest, key.length() * 4);
  }

  /// Gives it `value`, spelled, where the source matches `expression`, whose quotes are none.
  void match(String expression, boolean ignoresCase, String value) {
    lines.add("\"" + (ignoresCase ? "~*" : "~") + expression + "\" " + value + ";");
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  String variable() {
    return "$" + name;
  }

  int size() {
    return lines.size();
  }

  /// Returns how many bytes a bucket of its hash needs.
  int bucket() {
    return longest + KEY_OVERHEAD;
  }

  void appendTo(StringBuilder text) {
    text.append("  map ").append(source).append(" $").append(name).append(" {\n");
    text.append("    default ").append(otherwise).append(";\n");
    for (var line : lines) {
      text.append("    ").append(line).append('\n');
    }
    text.append("  }\n");
  }
}
