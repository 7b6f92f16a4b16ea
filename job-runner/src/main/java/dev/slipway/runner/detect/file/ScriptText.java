package dev.slipway.runner.detect.file;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The settings that a file of JavaScript or TypeScript spells out.
///
/// It is not run. One pass over its characters keeps in mind in which named objects it is, so that
/// `build: { outDir: "x" }` is the setting `build.outDir`; objects without a name, such as a call's
/// argument or what a function returns, count for nothing, and a name before a call, as in
/// `adapter: adapter({ pages: "x" })`, counts like that of an object. `dir("x")` is the setting
/// `dir()`. Comments don't count. What is worked out, and not a text, `true` or `false`, is no
/// value.
public final class ScriptText {

  private static final int DEEPEST = 60;

  /// How long the name of a setting may be, with those around it, that anybody asks for.
  private static final int LONGEST = 100;

  private static final String BEFORE_A_PATTERN = "(,=:[!&|?{};+";
  private static final String MAKES_MORE_OF_A_TEXT = "+.[?(";

  private final String text;
  private final Map<String, Set<String>> values = new HashMap<>();
  private final Deque<String> names = new ArrayDeque<>();
  private int at;
  private char last;
  private @Nullable String word;
  private @Nullable String key;
  private boolean fresh;

  private ScriptText(String text) {
    this.text = text;
  }

  /// Returns the script that `text` is.
  public static ScriptText of(String text) {
    var script = new ScriptText(text);
    script.scan();
    return script;
  }

  /// Returns what `setting`, such as `build.outDir`, is said to be: several if it is said to be
  /// different things.
  public List<String> values(String setting) {
    return List.copyOf(values.getOrDefault(setting, Set.of()));
  }

  private void scan() {
    while (at < text.length() && names.size() <= DEEPEST) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (c != '/' || !skippedCommentOrPattern()) {
        token(c);
        last = c;
      }
    }
  }

  private void token(char c) {
    if (c == '"' || c == '\'' || c == '`') {
      quoted(c);
    } else if (Character.isJavaIdentifierPart(c)) {
      word();
    } else {
      at++;
      sign(c);
    }
  }

  private void sign(char c) {
    switch (c) {
      case ':' -> {
        key = word != null && word.length() <= LONGEST ? word : null;
        fresh = key != null;
      }
      case '{', '[', '(' -> open(c);
      case '}', ']', ')' -> {
        names.pollLast();
        key = null;
      }
      case ',', ';', '=' -> key = null;
      default -> fresh = false;
    }
    if (c != '(') {
      word = null;
    }
  }

  private void open(char c) {
    boolean call = c == '(' && word != null && key == null;
    names.addLast(key == null || key.endsWith("()") ? "" : key);
    key = call ? word + "()" : null;
    fresh = call;
    word = null;
  }

  private void word() {
    int begin = at;
    while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
      at++;
    }
    word = text.substring(begin, at);
    if (word.equals("true") || word.equals("false")) {
      value(word);
    }
    fresh = false;
  }

  private void quoted(char quote) {
    int begin = ++at;
    while (at < text.length() && text.charAt(at) != quote) {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    boolean closed = at < text.length();
    var content = text.substring(begin, Math.min(at, text.length()));
    at = Math.min(at + 1, text.length());
    if (closed
        && content.indexOf('\\') < 0
        && !(quote == '`' && content.contains("${"))
        && endsHere()) {
      value(content);
    }
    fresh = false;
    word = content;
  }

  /// Tells whether the value ends with the text before: nothing is added to it or called on it.
  private boolean endsHere() {
    int next = at;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    return next == text.length() || MAKES_MORE_OF_A_TEXT.indexOf(text.charAt(next)) < 0;
  }

  private void value(String content) {
    if (!fresh || key == null) {
      return;
    }
    var path =
        key.endsWith("()")
            ? key
            : names.stream()
                    .filter(name -> !name.isEmpty())
                    .collect(Collectors.joining(".", "", "."))
                + key;
    if (path.length() > LONGEST) {
      return;
    }
    values
        .computeIfAbsent(
            path.startsWith(".") ? path.substring(1) : path, p -> new LinkedHashSet<>())
        .add(content);
  }

  /// Skips what a slash begins, unless it divides.
  private boolean skippedCommentOrPattern() {
    if (text.startsWith("//", at)) {
      at = orEnd(text.indexOf('\n', at), 0);
    } else if (text.startsWith("/*", at)) {
      at = orEnd(text.indexOf("*/", at + 2), 2);
    } else if (last == 0 || BEFORE_A_PATTERN.indexOf(last) >= 0) {
      skipPattern();
    } else {
      return false;
    }
    return true;
  }

  private int orEnd(int index, int length) {
    return index < 0 ? text.length() : index + length;
  }

  private void skipPattern() {
    boolean inClass = false;
    last = '/';
    at++;
    while (at < text.length() && text.charAt(at) != '\n') {
      char c = text.charAt(at);
      if (c == '/' && !inClass) {
        at++;
        return;
      }
      inClass = c == '[' || (inClass && c != ']');
      at += c == '\\' ? 2 : 1;
    }
  }
}
