package dev.slipway.site.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The header of one request: which fields are there, and where in the buffer of their connection
/// the values of those lie that are looked for. For one thread, and valid only until the buffer
/// changes.
final class HeaderFields {

  private static final int MOST_FIELDS = 256;

  private byte[] bytes = {};
  private int start;
  private int stop;
  private int fields;
  private int present;
  private int repeated;
  private final int[] values = new int[2 * Field.count()];

  /// Begins with a header without any line, whose first would be at `offset`.
  void begin(int offset) {
    start = offset;
    stop = offset;
    fields = 0;
    present = 0;
    repeated = 0;
  }

  /// Says that its lines lie in `all` by now, at the places where they were.
  void lieIn(byte[] all) {
    bytes = all;
  }

  /// Reads the next line, which goes from `begin` to `end`.
  RequestHead.Progress read(int begin, int end) {
    stop = end;
    int colon = begin;
    while (colon < end && Octets.isToken(bytes[colon])) {
      colon++;
    }
    if (colon == begin || colon == end || bytes[colon] != ':') {
      return RequestHead.Progress.MALFORMED;
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
        return RequestHead.Progress.MALFORMED;
      }
    }
    if (++fields > MOST_FIELDS) {
      return RequestHead.Progress.LONG_HEADER;
    }
    note(Field.of(bytes, begin, colon), from, to);
    return RequestHead.Progress.COMPLETE;
  }

  /// Tells whether all of it makes sense, with `old` as that of HTTP/1.0.
  boolean isSound(boolean old) {
    int single = Field.HOST.bit() | Field.CONTENT_LENGTH.bit() | Field.TRANSFER_ENCODING.bit();
    return has(Field.HOST)
        && (repeated & single) == 0
        && isHost()
        && (!has(Field.CONTENT_LENGTH) || isLength())
        && !(has(Field.CONTENT_LENGTH) && has(Field.TRANSFER_ENCODING))
        && !(old && has(Field.TRANSFER_ENCODING));
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

  /// Returns the value of the field `name`, in any case; several lines of it joined.
  Optional<String> header(String name) {
    var known = Field.named(name);
    if (known != null) {
      return has(known) ? Optional.of(value(known)) : Optional.empty();
    }
    var lines = lines(name);
    return lines.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", lines));
  }

  /// Tells whether it says that a body follows, by its length.
  boolean hasBody() {
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

  private String joined(Field field) {
    return String.join(field == Field.COOKIE ? "; " : ", ", lines(field.text()));
  }

  private List<String> lines(String name) {
    var found = new ArrayList<String>();
    var header = text(start, stop);
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
