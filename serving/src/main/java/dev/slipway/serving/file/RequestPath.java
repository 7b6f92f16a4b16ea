package dev.slipway.serving.file;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The path of a request, decoded once and for all: names one below the other, none of which can
/// lead out of a folder.
///
/// @param segments none of them empty, `.` or `..`, and none with a slash, a backslash or a control
///   character
/// @param folder whether a slash ends it
record RequestPath(List<String> segments, boolean folder) {

  private static final String PLAIN = "-._~!$&'()*+,;=:@";
  private static final int HEX = 16;

  RequestPath {
    segments = List.copyOf(segments);
  }

  /// Returns what `raw`, the path as it was sent, means; empty if it is no path that a file could
  /// have.
  static Optional<RequestPath> parse(String raw) {
    if (!raw.startsWith("/")) {
      return Optional.empty();
    }
    var segments = new ArrayList<String>();
    var parts = raw.substring(1).split("/", -1);
    boolean folder = parts[parts.length - 1].isEmpty();
    for (int i = 0; i < (folder ? parts.length - 1 : parts.length); i++) {
      var segment = decoded(parts[i]).filter(RequestPath::harmless);
      if (segment.isEmpty()) {
        return Optional.empty();
      }
      segments.add(segment.get());
    }
    return Optional.of(new RequestPath(segments, folder));
  }

  /// Returns the path that the file `path` of an artifact has in a URL: without `.html`, and a
  /// folder for its `index.html`.
  static RequestPath of(String path) {
    var segments = new ArrayList<>(List.of(path.split("/", -1)));
    var name = segments.removeLast();
    if (name.equals("index.html")) {
      return new RequestPath(segments, true);
    }
    boolean page = name.endsWith(".html") && name.length() > ".html".length();
    segments.add(page ? name.substring(0, name.length() - ".html".length()) : name);
    return new RequestPath(segments, false);
  }

  /// Returns the names with slashes between them, as an artifact spells paths.
  String joined() {
    return String.join("/", segments);
  }

  /// Returns the path as a URL spells it, which begins with exactly one slash.
  String encoded() {
    var text = new StringBuilder();
    for (var segment : segments) {
      text.append('/');
      for (byte octet : segment.getBytes(StandardCharsets.UTF_8)) {
        append(text, octet);
      }
    }
    return folder ? text.append('/').toString() : text.toString();
  }

  /// Returns the folders above, the nearest first; the last is the root, an empty text.
  List<String> folders() {
    var folders = new ArrayList<String>();
    for (int depth = folder ? segments.size() : segments.size() - 1; depth > 0; depth--) {
      folders.add(String.join("/", segments.subList(0, depth)));
    }
    folders.add("");
    return folders;
  }

  /// Tells whether the last name has an extension, as a script, a style or an image has.
  boolean hasExtension() {
    return !folder && segments.getLast().indexOf('.') >= 0;
  }

  private static boolean harmless(String segment) {
    return !segment.isEmpty()
        && !segment.equals(".")
        && !segment.equals("..")
        && segment.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
  }

  private static Optional<String> decoded(String segment) {
    var octets = new ByteArrayOutputStream(segment.length());
    for (int i = 0; i < segment.length(); i++) {
      int octet = segment.charAt(i);
      if (octet == '%') {
        octet = i + 2 < segment.length() ? hex(segment, i + 1) : -1;
        i += 2;
      }
      if (octet < 0 || octet > 0xff) {
        return Optional.empty();
      }
      octets.write(octet);
    }
    return text(octets.toByteArray());
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
