package dev.slipway.serving.file;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The path of a request, decoded once and for all: names one below the other, none of which can
/// lead out of a folder.
///
/// @param joined the names with slashes between them, as an artifact spells paths: none is empty,
///   `.` or `..`, and none has a slash, a backslash or a control character; empty for the root
/// @param folder whether a slash ends it
record RequestPath(String joined, boolean folder) {

  private static final RequestPath ROOT = new RequestPath("", true);
  private static final String PAGE = ".html";
  private static final String INDEX = "index.html";
  private static final String PLAIN = "-._~!$&'()*+,;=:@/";
  private static final int HEX = 16;

  /// Returns what `raw`, the path as it was sent, means; empty if it is no path that a file could
  /// have.
  static Optional<RequestPath> parse(String raw) {
    if (raw.equals("/")) {
      return Optional.of(ROOT);
    }
    if (!raw.startsWith("/")) {
      return Optional.empty();
    }
    boolean folder = raw.endsWith("/");
    var names = raw.substring(1, folder ? Math.max(1, raw.length() - 1) : raw.length());
    return (isPlain(names) ? Optional.of(names) : decoded(names))
        .filter(RequestPath::isHarmless)
        .map(joined -> new RequestPath(joined, folder));
  }

  /// Returns the path by which nothing but the file `path` of an artifact is meant.
  static RequestPath exactly(String path) {
    return new RequestPath(path, false);
  }

  /// Returns the path of the page `path` of an artifact without its `index.html` or `.html`.
  static RequestPath ofPage(String path, boolean folder) {
    if (isIndex(path)) {
      var above = path.length() - INDEX.length() - 1;
      return above < 0 ? ROOT : new RequestPath(path.substring(0, above), folder);
    }
    return new RequestPath(path.substring(0, path.length() - PAGE.length()), folder);
  }

  /// Tells whether the file `path` is the page of the folder that it lies in.
  static boolean isIndex(String path) {
    return path.endsWith(INDEX)
        && (path.length() == INDEX.length()
            || path.charAt(path.length() - INDEX.length() - 1) == '/');
  }

  /// Tells whether the file `path` is a page that has a name without its `.html`.
  static boolean isPage(String path) {
    return path.endsWith(PAGE)
        && path.length() > PAGE.length()
        && path.charAt(path.length() - PAGE.length() - 1) != '/';
  }

  /// Returns the path as rules see it: decoded, with a slash before it, and after it if it had one.
  String decoded() {
    return folder && !joined.isEmpty() ? "/" + joined + "/" : "/" + joined;
  }

  /// Returns the path as a URL spells it, which begins with exactly one slash.
  String encoded() {
    var text = new StringBuilder(joined.length() + 2).append('/');
    for (byte octet : joined.getBytes(StandardCharsets.UTF_8)) {
      append(text, octet);
    }
    return folder && !joined.isEmpty() ? text.append('/').toString() : text.toString();
  }

  /// Returns the folder that the path is in, or the folder itself that it is; empty for the root.
  String nearestFolder() {
    return folder ? joined : above(joined);
  }

  /// Returns the folder that `folder` is in; empty for the root.
  static String above(String folder) {
    return folder.substring(0, Math.max(0, folder.lastIndexOf('/')));
  }

  /// Tells whether the last name has an extension, as a script, a style or an image has.
  boolean hasExtension() {
    return !folder && joined.indexOf('.', joined.lastIndexOf('/') + 1) >= 0;
  }

  /// Tells whether every character of `names` stands for itself, so that there is nothing to
  /// decode.
  private static boolean isPlain(String names) {
    for (int i = 0; i < names.length(); i++) {
      char c = names.charAt(i);
      if (c == '%' || c == '\\' || c <= ' ' || c >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  /// Tells whether no name in `joined` is empty or one that leads to a folder.
  private static boolean isHarmless(String joined) {
    int begin = 0;
    while (begin <= joined.length()) {
      int slash = joined.indexOf('/', begin);
      int end = slash < 0 ? joined.length() : slash;
      boolean leads =
          switch (end - begin) {
            case 0 -> true;
            case 1 -> joined.charAt(begin) == '.';
            case 2 -> joined.startsWith("..", begin);
            default -> false;
          };
      if (leads) {
        return false;
      }
      begin = end + 1;
    }
    return true;
  }

  private static Optional<String> decoded(String names) {
    var octets = new ByteArrayOutputStream(names.length());
    for (int i = 0; i < names.length(); i++) {
      int octet = names.charAt(i);
      if (octet == '%') {
        octet = i + 2 < names.length() ? hex(names, i + 1) : -1;
        i += 2;
        if (octet == '/') {
          return Optional.empty();
        }
      }
      if (octet < 0 || octet > 0xff || octet == '\\') {
        return Optional.empty();
      }
      octets.write(octet);
    }
    return text(octets.toByteArray())
        .filter(text -> text.chars().noneMatch(Character::isISOControl));
  }

  private static int hex(String text, int index) {
    int high = Character.digit(text.charAt(index), HEX);
    int low = Character.digit(text.charAt(index + 1), HEX);
    return high < 0 || low < 0 ? -1 : high * HEX + low;
  }

  /// Returns the text whose UTF-8 is `octets`; a form longer than it must be is none.
  private static Optional<String> text(byte[] octets) {
    try {
      var decoder = StandardCharsets.UTF_8.newDecoder();
      return Optional.of(decoder.decode(ByteBuffer.wrap(octets)).toString());
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }

  private static void append(StringBuilder text, byte octet) {
    char c = (char) (octet & 0xff);
    boolean letterOrDigit = c < 0x80 && Character.isLetterOrDigit(c);
    if (letterOrDigit || PLAIN.indexOf(c) >= 0) {
      text.append(c);
    } else {
      text.append("%%%02X".formatted((int) c));
    }
  }
}
