package dev.slipway.site.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The request line and the header of one request, read strictly (RFC 9112) where they lie: in the
/// buffer of their connection. For one thread, and valid only until the buffer changes.
final class RequestHead {

  /* Lines are read as they become complete, each once, whatever pieces they come in. What two
   * readers of the same bytes could take differently is refused: line ends other than CR LF, folded
   * lines, white space before a colon, control characters, a Host that is missing or there twice, a
   * length that is no number or there twice, a length beside a transfer encoding.
   */

  /// What became of reading.
  enum Progress {
    /// More bytes are needed.
    INCOMPLETE,
    /// All of it is there.
    COMPLETE,
    /// It is no request.
    MALFORMED,
    /// The request line is too long.
    LONG_LINE,
    /// The header is too long.
    LONG_HEADER,
    /// It is of a version of HTTP that is not spoken here.
    OTHER_VERSION
  }

  static final int LONGEST_LINE = 8 * 1024;
  static final int MOST_HEADER_BYTES = 32 * 1024;
  static final int MOST_BYTES = LONGEST_LINE + MOST_HEADER_BYTES;

  private static final int MOST_FIELDS = 256;
  private static final int VERSION_LENGTH = "HTTP/1.1".length();
  private static final byte[] GET = "GET".getBytes(ISO_8859_1);
  private static final byte[] HEAD = "HEAD".getBytes(ISO_8859_1);
  private static final byte[] VERSION = "HTTP/1.".getBytes(ISO_8859_1);

  private byte[] bytes = {};
  private int start;
  private boolean leftOver;
  private int scanned;
  private int lineStart;
  private int fieldsStart;
  private int fields;
  private int methodEnd;
  private int targetEnd;
  private int query;
  private boolean fragment;
  private boolean oldVersion;
  private int present;
  private int repeated;
  private final int[] values = new int[2 * Field.count()];

  /// Begins with a request whose first byte is at `offset`.
  void begin(int offset) {
    start = offset;
    leftOver = false;
    scanned = offset;
    lineStart = offset;
    fieldsStart = -1;
    fields = 0;
    present = 0;
    repeated = 0;
  }

  /// Reads on, of which `all` has the bytes up to `count` by now.
  Progress read(byte[] all, int count) {
    bytes = all;
    for (int i = scanned; i < count; i++) {
      if (all[i] != Octets.LF) {
        continue;
      }
      if (i == lineStart || all[i - 1] != Octets.CR) {
        return Progress.MALFORMED;
      }
      int end = i - 1;
      int begin = lineStart;
      lineStart = i + 1;
      scanned = i + 1;
      if (end == begin) {
        if (fieldsStart >= 0) {
          return lineStart - fieldsStart > MOST_HEADER_BYTES ? Progress.LONG_HEADER : complete();
        }
        if (leftOver) {
          return Progress.MALFORMED;
        }
        leftOver = true; // an empty line after the request before, which some clients send
        start = lineStart;
        continue;
      }
      var line = fieldsStart < 0 ? requestLine(begin, end) : field(begin, end);
      if (line != Progress.COMPLETE) {
        return line;
      }
    }
    scanned = count;
    return tooLong(count);
  }

  /// Returns where its first byte is.
  int start() {
    return start;
  }

  /// Returns where the bytes after it begin.
  int end() {
    return lineStart;
  }

  /// Tells whether any byte of it is there.
  boolean hasBegun(int count) {
    return count > start;
  }

  boolean isGet() {
    return Arrays.equals(bytes, start, methodEnd, GET, 0, GET.length);
  }

  boolean isHead() {
    return Arrays.equals(bytes, start, methodEnd, HEAD, 0, HEAD.length);
  }

  /// Tells whether it is of HTTP/1.0, after which a connection ends.
  boolean isOld() {
    return oldVersion;
  }

  /// Tells whether it asks for nothing but the answer to a `GET` or `HEAD`: it has no body, wants
  /// no other protocol, and waits for nothing.
  boolean isPlain() {
    int special = Field.TRANSFER_ENCODING.bit() | Field.UPGRADE.bit() | Field.EXPECT.bit();
    return (isGet() || isHead()) && (present & special) == 0 && !hasBody() && !fragment;
  }

  /// Tells whether the connection is to end after the answer.
  boolean isLast() {
    return oldVersion
        || (has(Field.CONNECTION)
            && Arrays.stream(value(Field.CONNECTION).split(",", -1))
                .anyMatch(token -> token.strip().equalsIgnoreCase("close")));
  }

  String method() {
    return text(start, methodEnd);
  }

  String path() {
    return text(methodEnd + 1, query < 0 ? targetEnd : query);
  }

  boolean hasQuery() {
    return query >= 0 && query + 1 < targetEnd;
  }

  String query() {
    return query < 0 ? "" : text(query + 1, targetEnd);
  }

  /// Returns the set of known fields that are there, each by its bit.
  int present() {
    return present;
  }

  boolean has(Field field) {
    return (present & field.bit()) != 0;
  }

  /// Tells whether any known field is there more than once.
  boolean hasRepeated() {
    return repeated != 0;
  }

  /// Returns the value of the first `field`, which is there.
  String value(Field field) {
    return (repeated & field.bit()) == 0 ? text(from(field), to(field)) : joined(field);
  }

  int from(Field field) {
    return values[2 * field.index()];
  }

  int to(Field field) {
    return values[2 * field.index() + 1];
  }

  int targetStart() {
    return methodEnd + 1;
  }

  int pathEnd() {
    return query < 0 ? targetEnd : query;
  }

  int targetEnd() {
    return targetEnd;
  }

  byte[] bytes() {
    return bytes;
  }

  /// Returns the value of the field `name`, in any case; several lines of it joined.
  Optional<String> header(String name) {
    var known = Field.named(name);
    if (known != null) {
      return has(known) ? Optional.of(value(known)) : Optional.empty();
    }
    var lines = lines(name);
    return lines.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", lines));
  }

  private Progress tooLong(int count) {
    if (fieldsStart < 0) {
      return count - start > LONGEST_LINE ? Progress.LONG_LINE : Progress.INCOMPLETE;
    }
    return count - fieldsStart > MOST_HEADER_BYTES ? Progress.LONG_HEADER : Progress.INCOMPLETE;
  }

  private Progress requestLine(int begin, int end) {
    if (end - begin > LONGEST_LINE) {
      return Progress.LONG_LINE;
    }
    methodEnd = begin;
    while (methodEnd < end && Octets.isToken(bytes[methodEnd])) {
      methodEnd++;
    }
    targetEnd = end - VERSION_LENGTH - 1;
    if (methodEnd == begin
        || targetEnd <= methodEnd + 1
        || bytes[methodEnd] != Octets.SPACE
        || bytes[targetEnd] != Octets.SPACE
        || !isTarget()) {
      return Progress.MALFORMED;
    }
    fieldsStart = end + 2;
    return version(targetEnd + 1);
  }

  private boolean isTarget() {
    query = -1;
    fragment = false;
    for (int i = methodEnd + 1; i < targetEnd; i++) {
      byte octet = bytes[i];
      if (!Octets.isTarget(octet)) {
        return false;
      }
      if (octet == '?' && query < 0) {
        query = i;
      }
      fragment |= octet == '#';
    }
    return true;
  }

  private Progress version(int at) {
    int minor = bytes[at + VERSION_LENGTH - 1];
    if (Arrays.equals(bytes, at, at + VERSION.length, VERSION, 0, VERSION.length)
        && (minor == '0' || minor == '1')) {
      oldVersion = minor == '0';
      return Progress.COMPLETE;
    }
    boolean other =
        Arrays.equals(bytes, at, at + 5, VERSION, 0, 5)
            && isDigit(bytes[at + 5])
            && bytes[at + 6] == '.'
            && isDigit(minor);
    return other ? Progress.OTHER_VERSION : Progress.MALFORMED;
  }

  private Progress field(int begin, int end) {
    int colon = begin;
    while (colon < end && Octets.isToken(bytes[colon])) {
      colon++;
    }
    if (colon == begin || colon == end || bytes[colon] != ':') {
      return Progress.MALFORMED;
    }
    int from = colon + 1;
    int to = end;
    while (from < to && Octets.isBlank(bytes[from])) {
      from++;
    }
    while (to > from && Octets.isBlank(bytes[to - 1])) {
      to--;
    }
    for (int i = from; i < to; i++) {
      if (!Octets.isText(bytes[i])) {
        return Progress.MALFORMED;
      }
    }
    if (++fields > MOST_FIELDS) {
      return Progress.LONG_HEADER;
    }
    note(Field.of(bytes, begin, colon), from, to);
    return Progress.COMPLETE;
  }

  private void note(@Nullable Field field, int from, int to) {
    if (field == null) {
      return;
    }
    if (has(field)) {
      repeated |= field.bit();
      return;
    }
    present |= field.bit();
    values[2 * field.index()] = from;
    values[2 * field.index() + 1] = to;
  }

  private Progress complete() {
    int single = Field.HOST.bit() | Field.CONTENT_LENGTH.bit() | Field.TRANSFER_ENCODING.bit();
    boolean sound =
        has(Field.HOST)
            && (repeated & single) == 0
            && isHost()
            && (!has(Field.CONTENT_LENGTH) || isLength())
            && !(has(Field.CONTENT_LENGTH) && has(Field.TRANSFER_ENCODING))
            && !(oldVersion && has(Field.TRANSFER_ENCODING));
    return sound ? Progress.COMPLETE : Progress.MALFORMED;
  }

  private boolean isHost() {
    for (int i = from(Field.HOST); i < to(Field.HOST); i++) {
      byte octet = bytes[i];
      if (Octets.isBlank(octet) || octet < 0 || octet == '/' || octet == ',' || octet == '@') {
        return false;
      }
    }
    return to(Field.HOST) > from(Field.HOST);
  }

  private boolean isLength() {
    int from = from(Field.CONTENT_LENGTH);
    int to = to(Field.CONTENT_LENGTH);
    for (int i = from; i < to; i++) {
      if (!isDigit(bytes[i])) {
        return false;
      }
    }
    return to > from;
  }

  private boolean hasBody() {
    if (!has(Field.CONTENT_LENGTH)) {
      return false;
    }
    for (int i = from(Field.CONTENT_LENGTH); i < to(Field.CONTENT_LENGTH); i++) {
      if (bytes[i] != '0') {
        return true;
      }
    }
    return false;
  }

  private String joined(Field field) {
    return String.join(field == Field.COOKIE ? "; " : ", ", lines(field.text()));
  }

  private List<String> lines(String name) {
    var found = new ArrayList<String>();
    var header = text(fieldsStart, lineStart);
    for (var line : header.split("\r\n", -1)) {
      int colon = line.indexOf(':');
      if (colon == name.length() && line.regionMatches(true, 0, name, 0, colon)) {
        found.add(strip(line.substring(colon + 1)));
      }
    }
    return found;
  }

  private static String strip(String value) {
    int from = 0;
    int to = value.length();
    while (from < to && Octets.isBlank((byte) value.charAt(from))) {
      from++;
    }
    while (to > from && Octets.isBlank((byte) value.charAt(to - 1))) {
      to--;
    }
    return value.substring(from, to);
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, ISO_8859_1);
  }

  private static boolean isDigit(int octet) {
    return octet >= '0' && octet <= '9';
  }
}
