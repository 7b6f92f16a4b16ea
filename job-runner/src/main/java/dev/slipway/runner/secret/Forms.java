package dev.slipway.runner.secret;

import dev.slipway.core.variable.Variable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The texts that one secret value may be written as.
/* What is found in Base64 does not depend on what else was encoded with it, such as the user's name
 * of an Authorization header: the value may begin at each of the three places in a group, and of its
 * code only the characters count that it alone decides. Where it was encoded alone, its padding
 * belongs to it. `base64` and `openssl` break lines, so the lines of a long code count each.
 */
final class Forms {

  /// Of a longer value only its most usual forms are looked for, to keep memory small.
  private static final int LONG = 4 * 1024;

  private static final int GROUP = 3;
  private static final int BITS = 6;
  private static final int[] CODE_LINES = {76, 64};
  private static final Pattern UPPER_ESCAPE = Pattern.compile("%[0-9A-F]{2}");
  private static final Pattern LINE_END = Pattern.compile("\\R");
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}&&[^\t]]");

  private final Set<String> forms = new LinkedHashSet<>();
  private final int shortest;

  private Forms(int shortest) {
    this.shortest = shortest;
  }

  /// Returns the forms that `secrets` have in a line, each once: of one with several lines, each.
  static List<byte[]> inLines(Collection<String> secrets) {
    var all = new Forms(Variable.SHORTEST_MASKED);
    for (var secret : secrets) {
      for (var line : LINE_END.split(secret, -1)) {
        all.keep(line.strip());
        all.keep(CONTROLS.matcher(line).replaceAll("").strip()); // as the log leaves it
      }
      all.codes(secret);
      all.lines(Base64.getEncoder().encodeToString(bytes(secret)));
    }
    return all.forms.stream()
        .filter(form -> !LINE_END.matcher(form).find())
        .map(Forms::bytes)
        .toList();
  }

  /// Returns the forms that `secrets` have as a whole, each once.
  static List<byte[]> whole(Collection<String> secrets) {
    var all = new Forms(Variable.SHORTEST_SOUGHT);
    for (var secret : secrets) {
      all.keep(secret.strip());
      all.codes(secret);
    }
    return all.forms.stream().map(Forms::bytes).toList();
  }

  private void codes(String value) {
    if (value.isBlank()) {
      return;
    }
    keep(json(value));
    base64(value, Base64.getEncoder());
    if (value.length() <= LONG) {
      base64(value, Base64.getUrlEncoder());
      keep(Base64.getEncoder().encodeToString(bytes(value.strip() + "\n"))); // as echo gives it
      url(value);
      var hex = HexFormat.of().formatHex(bytes(value));
      keep(hex);
      keep(hex.toUpperCase(Locale.ROOT));
    }
  }

  private void base64(String value, Base64.Encoder encoder) {
    var alone = encoder.encodeToString(bytes(value));
    keep(alone);
    keep(alone.replace("=", ""));
    for (int before = 0; before < GROUP; before++) {
      keep(within(bytes(value), before, encoder));
    }
  }

  /// Adds the lines that programs break a long `code` into.
  private void lines(String code) {
    for (int length : CODE_LINES) {
      for (int at = 0; at < code.length() && code.length() > length; at += length) {
        keep(code.substring(at, Math.min(at + length, code.length())));
      }
    }
  }

  /// Returns what code of `value` there is whatever else is encoded with it, where `before` bytes
  /// of a group stand before it.
  private static String within(byte[] value, int before, Base64.Encoder encoder) {
    var shifted = new byte[before + value.length];
    System.arraycopy(value, 0, shifted, before, value.length);
    var code = encoder.withoutPadding().encodeToString(shifted);
    int first = (before * Byte.SIZE + BITS - 1) / BITS;
    int behind = shifted.length * Byte.SIZE / BITS;
    return first < behind ? code.substring(first, behind) : "";
  }

  /// Adds what JavaScript's `encodeURIComponent` makes of it, what Python's `quote` does, and what
  /// forms do, with digits in either case.
  private void url(String value) {
    var form = URLEncoder.encode(value, StandardCharsets.UTF_8);
    var strict = form.replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
    var component =
        strict
            .replace("%21", "!")
            .replace("%27", "'")
            .replace("%28", "(")
            .replace("%29", ")")
            .replace("%2A", "*");
    for (var text :
        List.of(
            form, strict, component, strict.replace("%2F", "/"), component.replace("%2F", "/"))) {
      keep(text);
      keep(UPPER_ESCAPE.matcher(text).replaceAll(found -> found.group().toLowerCase(Locale.ROOT)));
    }
  }

  private static String json(String value) {
    var text = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char letter = value.charAt(i);
      switch (letter) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> text.append(letter);
      }
    }
    return text.toString();
  }

  private void keep(String form) {
    if (form.length() >= shortest) {
      forms.add(form);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
