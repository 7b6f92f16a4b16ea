package dev.slipway.process.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/// One message as the journal takes it: a datagram of fields.
///
/// A field is `NAME=value` and a newline. Where the value has newlines, it is the name, a newline,
/// the value's length in 8 bytes, the value and a newline: so no value can begin a field of its
/// own.
final class JournalEntry {

  /// Well below the largest datagram that Linux takes unless it is told otherwise, 208 KiB.
  private static final int MOST_BYTES = 48 * 1024;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private JournalEntry() {}

  /// Returns the datagram of `message`, shortened if it is very long, and `fields`.
  static byte[] of(String message, Map<String, String> fields) {
    var entry = new JournalEntry();
    entry.add("MESSAGE", message);
    fields.forEach(entry::add);
    return entry.bytes.toByteArray();
  }

  private void add(String name, String value) {
    byte[] text = shortened(value).getBytes(UTF_8);
    bytes.writeBytes(name.getBytes(UTF_8));
    if (value.indexOf('\n') < 0) {
      bytes.write('=');
    } else {
      bytes.write('\n');
      bytes.writeBytes(
          ByteBuffer.allocate(Long.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putLong(text.length)
              .array());
    }
    bytes.writeBytes(text);
    bytes.write('\n');
  }

  private static String shortened(String text) {
    byte[] whole = text.getBytes(UTF_8);
    if (whole.length <= MOST_BYTES) {
      return text;
    }
    int end = MOST_BYTES;
    while ((whole[end] & 0xC0) == 0x80) { // in the middle of a character
      end--;
    }
    return new String(whole, 0, end, UTF_8) + " … (shortened, of " + whole.length + " bytes)";
  }
}
