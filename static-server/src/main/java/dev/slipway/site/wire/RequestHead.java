package dev.slipway.site.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

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

  private static final int VERSION_LENGTH = "HTTP/1.1".length();
  private static final byte[] GET = "GET".getBytes(ISO_8859_1);
  private static final byte[] HEAD = "HEAD".getBytes(ISO_8859_1);
  private static final String STAYS = "keep-alive";
  private static final byte[] VERSION = "HTTP/1.".getBytes(ISO_8859_1);

  private final HeaderFields fields = new HeaderFields();
  private byte[] bytes = {};
  private int start;
  private boolean leftOver;
  private int scanned;
  private int lineStart;
  private int fieldsStart;
  private int methodEnd;
  private int targetEnd;
  private int query;
  private boolean fragment;
  private boolean oldVersion;
  private boolean get;
  private boolean headOnly;

  /// Begins with a request whose first byte is at `offset`.
  void begin(int offset) {
    start = offset;
    leftOver = false;
    scanned = offset;
    lineStart = offset;
    fieldsStart = -1;
    fields.begin(offset);
  }

  /// Reads on, of which `all` has the bytes up to `count` by now.
  Progress read(byte[] all, int count) {
    bytes = all;
    fields.lieIn(all);
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
      var line = fieldsStart < 0 ? requestLine(begin, end) : fields.read(begin, end);
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
    return get;
  }

  boolean isHead() {
    return headOnly;
  }

  /// Tells whether it is of HTTP/1.0, after which a connection ends.
  boolean isOld() {
    return oldVersion;
  }

  /// Tells whether it asks for nothing but the answer to a `GET` or `HEAD`: it has no body, wants
  /// no other protocol, and waits for nothing.
  boolean isPlain() {
    int special = Field.TRANSFER_ENCODING.bit() | Field.UPGRADE.bit() | Field.EXPECT.bit();
    return (isGet() || isHead())
        && (fields.present() & special) == 0
        && !fields.hasBody()
        && !fragment;
  }

  /// Tells whether the connection is to end after the answer.
  boolean isLast() {
    return oldVersion || (fields.has(Field.CONNECTION) && saysClose());
  }

  private boolean saysClose() {
    var value = fields.value(Field.CONNECTION);
    return !value.equalsIgnoreCase(STAYS) // which nearly all say
        && Arrays.stream(value.split(",", -1))
            .anyMatch(token -> token.strip().equalsIgnoreCase("close"));
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

  /// Returns its header.
  HeaderFields fields() {
    return fields;
  }

  private Progress complete() {
    return fields.isSound(oldVersion) ? Progress.COMPLETE : Progress.MALFORMED;
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
    get = Arrays.equals(bytes, begin, methodEnd, GET, 0, GET.length);
    headOnly = Arrays.equals(bytes, begin, methodEnd, HEAD, 0, HEAD.length);
    fieldsStart = end + 2;
    fields.begin(fieldsStart);
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

  private String text(int from, int to) {
    return new String(bytes, from, to - from, ISO_8859_1);
  }

  private static boolean isDigit(int octet) {
    return octet >= '0' && octet <= '9';
  }
}
