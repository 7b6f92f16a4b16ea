package dev.slipway.receiver.variable;

import dev.slipway.core.secret.Secret;
import dev.slipway.core.variable.Variable;
import dev.slipway.core.variable.VariableKey;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads a `.env` file, from its beginning to its end. Not thread-safe.
///
/// - `KEY=value`, with or without `export` before it. Spaces around either do not count.
/// - A `#` begins a comment at the beginning of a line, and behind a space or a closing quote.
/// - In `"…"`, `\n`, `\r`, `\t`, `\\`, `\"`, `\$` and a backquote behind `\` are what they say; any
///   other backslash is one. In `'…'` and between backquotes everything is what it is. Between
///   quotes a value may have several lines.
/// - Nothing is expanded: `$NAME` stays, with a note.
/// - A line may end in CR LF, and the file may begin with a byte order mark.
/// - Of a key that comes twice the last value counts, with a note.
///
/// All else is an error, which names the line: a guess would be a wrong value somewhere.
final class DotEnvParser {

  private static final Pattern EXPORT = Pattern.compile("export[ \t]+");
  private static final Pattern REFERENCE = Pattern.compile("\\$(?:\\{|[A-Za-z_])");
  private static final Pattern LINE_END = Pattern.compile("\r\n?");
  private static final String MARK = "\uFEFF";

  private final String text;
  private final Map<VariableKey, Secret> values = new LinkedHashMap<>();
  private final Map<VariableKey, Integer> lines = new HashMap<>();
  private final List<String> notes = new ArrayList<>();
  private int at;
  private int line = 1;

  private DotEnvParser(String text) {
    this.text = text;
  }

  /// Returns what `file` says.
  ///
  /// @throws DotEnvException if it says something that can't be meant
  static DotEnv parse(byte[] file) {
    var text = decoded(file);
    var unmarked = text.startsWith(MARK) ? text.substring(1) : text;
    return new DotEnvParser(LINE_END.matcher(unmarked).replaceAll("\n")).file();
  }

  private static String decoded(byte[] file) {
    var bytes = ByteBuffer.wrap(file);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(bytes)
          .toString();
    } catch (CharacterCodingException e) {
      int line = 1;
      for (int i = 0; i < bytes.position(); i++) {
        line += file[i] == '\n' ? 1 : 0;
      }
      throw new DotEnvException(line, "There are bytes that are not UTF-8.");
    }
  }

  private DotEnv file() {
    for (skipBlanks(); at < text.length(); skipBlanks()) {
      if (peek() == '#') {
        skipLine();
      } else if (peek() != '\n') {
        entry();
      }
      skipLineEnd();
    }
    return new DotEnv(new LinkedHashMap<>(values), notes);
  }

  private void entry() {
    int begin = line;
    var key = key();
    skipBlanks();
    var value = value(key);
    Variable.refusal(value)
        .ifPresent(why -> {
          throw new DotEnvException(begin, key + ": " + why);
        });
    var before = lines.put(key, begin);
    if (before != null) {
      notes.add(
          "Line %d: %s is there again; its value in line %d does not count."
              .formatted(begin, key, before));
    }
    values.put(key, new Secret(value));
  }

  private VariableKey key() {
    int end = endOfLine();
    int equals = text.indexOf('=', at);
    if (equals < 0 || equals > end) {
      throw new DotEnvException(line, "There is no = in it. A variable is KEY=value.");
    }
    var export = EXPORT.matcher(text).region(at, equals);
    int start = export.lookingAt() ? export.end() : at;
    var name = text.substring(start, equals).strip();
    at = equals + 1;
    return VariableKey.parse(name).orElseThrow(() -> refused(name));
  }

  private DotEnvException refused(String name) {
    return new DotEnvException(line, VariableKey.refusal(name).orElse(""));
  }

  private String value(VariableKey key) {
    if (at == text.length() || peek() == '\n') {
      return "";
    }
    return switch (peek()) {
      case '"', '\'', '`' -> quoted(key);
      default -> unquoted(key);
    };
  }

  /// A comment may begin at the value's first character too, as in `KEY= # nothing`.
  private String unquoted(VariableKey key) {
    int end = endOfLine();
    int stop = at;
    while (stop < end && !(text.charAt(stop) == '#' && isBlank(text.charAt(stop - 1)))) {
      stop++;
    }
    var value = text.substring(at, stop).strip();
    noteReference(key, value);
    at = end;
    return value;
  }

  private String quoted(VariableKey key) {
    char quote = text.charAt(at++);
    int begin = line;
    var value = new StringBuilder();
    var plain = new StringBuilder(); // without what stands behind a backslash
    while (at < text.length() && peek() != quote) {
      if (quote == '"' && peek() == '\\') {
        value.append(escaped());
      } else {
        line += peek() == '\n' ? 1 : 0;
        value.append(peek());
        plain.append(peek());
        at++;
      }
    }
    if (at == text.length()) {
      throw new DotEnvException(begin, "The quote of %s is never closed.".formatted(key));
    }
    at++;
    requireEnd(key);
    if (quote == '"') {
      noteReference(key, plain);
    }
    return value.toString();
  }

  private String escaped() {
    at++;
    if (at == text.length()) {
      return "\\";
    }
    var meant =
        switch (peek()) {
          case 'n' -> "\n";
          case 'r' -> "\r";
          case 't' -> "\t";
          case '\\', '"', '$', '`' -> String.valueOf(peek());
          default -> "";
        };
    at += meant.isEmpty() ? 0 : 1;
    return meant.isEmpty() ? "\\" : meant;
  }

  private void requireEnd(VariableKey key) {
    skipBlanks();
    if (at < text.length() && peek() == '#') {
      skipLine();
    }
    if (at < text.length() && peek() != '\n') {
      throw new DotEnvException(
          line,
          "Something stands behind the closing quote of %s. Write \\\" for a quote inside of"
                  .formatted(key)
              + " quotes.");
    }
  }

  private void noteReference(VariableKey key, CharSequence value) {
    if (REFERENCE.matcher(value).find()) {
      notes.add("Line %d: the $ in %s stays; nothing is expanded.".formatted(line, key));
    }
  }

  private char peek() {
    return text.charAt(at);
  }

  private int endOfLine() {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  private void skipLine() {
    at = endOfLine();
  }

  private void skipLineEnd() {
    if (at < text.length()) {
      at++;
      line++;
    }
  }

  private void skipBlanks() {
    while (at < text.length() && isBlank(peek())) {
      at++;
    }
  }

  private static boolean isBlank(char letter) {
    return letter == ' ' || letter == '\t';
  }
}
