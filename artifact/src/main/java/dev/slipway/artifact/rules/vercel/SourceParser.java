package dev.slipway.artifact.rules.vercel;

import dev.slipway.artifact.rules.source.RuleFault;
import java.util.ArrayList;
import java.util.List;

/// Takes a source apart, as path-to-regexp 6.1 does, which Vercel uses: `:name`, `(pattern)`,
/// `:name(pattern)` and `{text:name(pattern)text}`, each with `?`, `*` or `+` behind it; a
/// backslash makes the next character text. A `/` or `.` directly before a parameter belongs to it.
final class SourceParser {

  private static final String MODIFIERS = "?*+";
  private static final String PREFIXES = "/.";

  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private int at;

  private SourceParser(String source) {
    this.source = source;
  }

  /// Returns the pieces of `source`.
  ///
  /// @throws RuleFault if it is malformed
  static List<Token> parse(String source) {
    var parser = new SourceParser(source);
    parser.parse();
    return List.copyOf(parser.tokens);
  }

  private void parse() {
    var prefix = false;
    while (at < source.length()) {
      var next = source.charAt(at);
      switch (next) {
        case ':', '(' -> {
          group(prefix ? takePrefix() : "");
          prefix = false;
        }
        case '{' -> {
          braces();
          prefix = false;
        }
        case '}', '?', '*', '+' ->
            throw unusable("has a \"%s\" where none can stand".formatted(next));
        default -> {
          prefix = PREFIXES.indexOf(next) >= 0;
          character();
        }
      }
    }
    endText();
  }

  private String takePrefix() {
    var prefix = text.substring(text.length() - 1);
    text.setLength(text.length() - 1);
    return prefix;
  }

  private void group(String before) {
    endText();
    tokens.add(new Token.Group(name(), before, pattern(), "", modifier()));
  }

  private void braces() {
    endText();
    at++;
    var before = plain();
    var name = name();
    var pattern = pattern();
    var after = plain();
    if (at == source.length() || source.charAt(at) != '}') {
      throw unusable("has a \"{\" that is not closed");
    }
    at++;
    tokens.add(new Token.Group(name, before, pattern, after, modifier()));
  }

  private String plain() {
    var outer = text.length();
    while (at < source.length() && ":({}?*+".indexOf(source.charAt(at)) < 0) {
      character();
    }
    var plain = text.substring(outer);
    text.setLength(outer);
    return plain;
  }

  private void character() {
    if (source.charAt(at) == '\\') {
      at++;
      if (at == source.length()) {
        throw unusable("ends with a backslash");
      }
    }
    text.append(source.charAt(at++));
  }

  private void endText() {
    if (!text.isEmpty()) {
      tokens.add(new Token.Literal(text.toString()));
      text.setLength(0);
    }
  }

  /// Takes a name where one begins.
  private String name() {
    if (at == source.length() || source.charAt(at) != ':') {
      return "";
    }
    var start = ++at;
    while (at < source.length() && isWord(source.charAt(at))) {
      at++;
    }
    if (at == start) {
      throw unusable("has a \":\" without a name; write \"\\\\:\" for a colon");
    }
    return source.substring(start, at);
  }

  /// Takes a pattern in parentheses where one begins.
  private String pattern() {
    if (at == source.length() || source.charAt(at) != '(') {
      return "";
    }
    var start = ++at;
    var open = 1;
    while (open > 0) {
      if (at >= source.length()) {
        throw unusable("has a \"(\" that is not closed");
      }
      switch (source.charAt(at)) {
        case '\\' -> at++;
        case '(' -> {
          open++;
          requireNoCapture(start);
        }
        case ')' -> open--;
        default -> {}
      }
      at++;
    }
    if (at - 1 == start || source.charAt(start) == '?') {
      throw unusable("has a pattern that is empty or begins with \"?\"");
    }
    return source.substring(start, at - 1);
  }

  private void requireNoCapture(int start) {
    if (at + 1 >= source.length() || source.charAt(at + 1) != '?') {
      throw unusable(
          "has parentheses inside of \"(%s\"; write \"(?:\" for those inside"
              .formatted(source.substring(start, at)));
    }
  }

  private String modifier() {
    return at < source.length() && MODIFIERS.indexOf(source.charAt(at)) >= 0
        ? source.substring(at, ++at)
        : "";
  }

  private static boolean isWord(char each) {
    return each == '_'
        || (each >= '0' && each <= '9')
        || (each >= 'a' && each <= 'z')
        || (each >= 'A' && each <= 'Z');
  }

  private static RuleFault unusable(String what) {
    return new RuleFault("The source " + what + ".");
  }
}
