package dev.slipway.artifact.output;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/// The tar as it comes in, with a meter: between two bodies it lets only so many bytes through,
/// because a tar reader holds names and extended headers in memory, however long they are.
final class MeteredStream extends FilterInputStream {

  private static final int LONGEST_HEADERS = 256 * 1024;

  private static final int BLOCK = 512;
  private static final int NAME_LENGTH = 100;
  private static final int PREFIX = 345;
  private static final int PREFIX_LENGTH = 155;

  private final ByteArrayOutputStream headers = new ByteArrayOutputStream();
  private boolean inHeaders;

  MeteredStream(InputStream in) {
    super(in);
  }

  /// Says that what is read from now on is what stands before a body.
  void beginHeaders() {
    inHeaders = true;
    headers.reset();
  }

  /// Says that what is read from now on is a body.
  void beginBody() {
    inHeaders = false;
  }

  /// Returns how many bytes were read since the last body.
  int headers() {
    return headers.size();
  }

  /// Returns whether `name` stands in the headers as it is. A tar reader that meets bytes that are
  /// not UTF-8 puts a sign of its own in their place, which then does not stand there.
  boolean spelled(String name) {
    var text = headers.toString(ISO_8859_1);
    var bytes = new String(name.getBytes(UTF_8), ISO_8859_1);
    return text.contains(bytes) || bytes.equals(splitName(text));
  }

  /// Returns the name in the last header if it is in two parts there, that of a folder without its
  /// last slash.
  private static String splitName(String headers) {
    var header = headers.substring(headers.length() - BLOCK);
    var prefix = header.substring(PREFIX, PREFIX + PREFIX_LENGTH);
    var name = untilNul(header.substring(0, NAME_LENGTH));
    return untilNul(prefix)
        + "/"
        + (name.endsWith("/") ? name.substring(0, name.length() - 1) : name);
  }

  private static String untilNul(String field) {
    var nul = field.indexOf(0);
    return nul < 0 ? field : field.substring(0, nul);
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted while reading the output folder");
    }
    var count = super.read(bytes, offset, length);
    if (inHeaders && count > 0) {
      headers.write(bytes, offset, count);
      if (headers.size() > LONGEST_HEADERS) {
        throw new IOException("more than " + LONGEST_HEADERS + " bytes of headers for one entry");
      }
    }
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    var skipped = new byte[Math.clamp(count, 0, 8192)];
    return Math.max(0, read(skipped, 0, skipped.length));
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
