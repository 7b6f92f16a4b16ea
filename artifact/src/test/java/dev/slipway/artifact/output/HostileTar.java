package dev.slipway.artifact.output;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.Arrays;

/// A tar written byte by byte, so that it can say what no tar writer would.
public final class HostileTar {

  private static final int BLOCK = 512;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  public HostileTar file(String name, String content) {
    var body = content.getBytes(UTF_8);
    return header(name, '0', body.length, "").body(body);
  }

  public HostileTar folder(String name) {
    return header(name, '5', 0, "");
  }

  public HostileTar symbolicLink(String name, String target) {
    return header(name, '2', 0, target);
  }

  public HostileTar hardLink(String name, String target) {
    return header(name, '1', 0, target);
  }

  /// A header without its body.
  public HostileTar header(String name, char type, long size, String target) {
    var utf8 = name.getBytes(UTF_8);
    if (utf8.length > 100) {
      pax("path=" + name);
    }
    return header(utf8, type, size, target);
  }

  /// An entry whose name is split at a slash, into the fields `prefix` and `name` (POSIX ustar).
  public HostileTar inTwoParts(String prefix, String name, char type, String content) {
    var body = content.getBytes(UTF_8);
    return header(name.getBytes(UTF_8), prefix, type, body.length, "").body(body);
  }

  public HostileTar header(byte[] name, char type, long size, String target) {
    return header(name, "", type, size, target);
  }

  private HostileTar header(byte[] name, String prefix, char type, long size, String target) {
    var header = new byte[BLOCK];
    System.arraycopy(name, 0, header, 0, Math.min(100, name.length));
    put(header, 100, "0104755");
    put(header, 108, "0001750");
    put(header, 116, "0001750");
    put(header, 124, "%011o".formatted(size));
    put(header, 136, "%011o".formatted(1_700_000_000L + bytes.size()));
    put(header, 148, "        ");
    header[156] = (byte) type;
    put(header, 157, target);
    put(header, 257, "ustar\u000000");
    put(header, 265, "somebody");
    put(header, 345, prefix);
    var sum = 0;
    for (var each : header) {
      sum += each & 0xff;
    }
    put(header, 148, "%06o".formatted(sum));
    header[154] = 0;
    bytes.writeBytes(header);
    return this;
  }

  /// An extended header with one record for the entry after it.
  public HostileTar pax(String keyAndValue) {
    var text = (" " + keyAndValue + "\n").getBytes(UTF_8);
    var length = text.length;
    while (length != text.length + Integer.toString(length).length()) {
      length = text.length + Integer.toString(length).length();
    }
    var body = new ByteArrayOutputStream();
    body.writeBytes(Integer.toString(length).getBytes(UTF_8));
    body.writeBytes(text);
    return header("pax", 'x', length, "").body(body.toByteArray());
  }

  public HostileTar body(byte[] body) {
    bytes.writeBytes(body);
    bytes.writeBytes(new byte[-body.length & BLOCK - 1]);
    return this;
  }

  public InputStream cutOff() {
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  public InputStream end() {
    bytes.writeBytes(new byte[2 * BLOCK]);
    return cutOff();
  }

  private static void put(byte[] header, int offset, String text) {
    var latin = text.getBytes(ISO_8859_1);
    System.arraycopy(
        Arrays.copyOf(latin, Math.min(latin.length, 100)),
        0,
        header,
        offset,
        Math.min(latin.length, 100));
  }
}
