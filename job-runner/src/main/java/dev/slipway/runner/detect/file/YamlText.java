package dev.slipway.runner.detect.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The settings at the top level of a YAML file, read line by line. What makes YAML dangerous, such
/// as tags and anchors, is not understood, and so can do nothing.
public final class YamlText {

  private static final int MOST_ITEMS = 200;

  private YamlText() {}

  /// Returns the text behind `key:`.
  public static Optional<String> value(String text, String key) {
    return text.lines()
        .filter(line -> line.startsWith(key + ":"))
        .map(line -> plain(line.substring(key.length() + 1)))
        .findFirst()
        .filter(value -> !value.isEmpty());
  }

  /// Returns the texts in the list below `key:`, whether it has a line for each or brackets.
  public static List<String> list(String text, String key) {
    var items = new ArrayList<String>();
    boolean inside = false;
    for (var line : text.lines().toList()) {
      var content = line.strip();
      if (line.startsWith(key + ":")) {
        inside = true;
        items.addAll(inBrackets(plain(line.substring(key.length() + 1))));
      } else if (inside && content.startsWith("- ")) {
        items.add(plain(content.substring(1)));
      } else if (!content.isEmpty() && !content.startsWith("#")) {
        inside = false;
      }
      if (items.size() > MOST_ITEMS) {
        return items.subList(0, MOST_ITEMS);
      }
    }
    return items;
  }

  private static List<String> inBrackets(String text) {
    if (!text.startsWith("[") || !text.endsWith("]")) {
      return List.of();
    }
    return List.of(text.substring(1, text.length() - 1).split(",", -1)).stream()
        .map(YamlText::plain)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  /// Returns `text` without quotes or the comment behind it.
  private static String plain(String text) {
    var value = text.strip();
    if (!value.isEmpty() && (value.charAt(0) == '"' || value.charAt(0) == '\'')) {
      int end = value.indexOf(value.charAt(0), 1);
      return end < 0 ? value.substring(1) : value.substring(1, end);
    }
    int comment = value.startsWith("#") ? 0 : value.indexOf(" #");
    return comment < 0 ? value : value.substring(0, comment).strip();
  }
}
