package dev.slipway.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// Walks the headers of an artifact's tar: only what [ArtifactWriter] writes is accepted, which is
/// regular files, each with an extended header (pax) before it if its name or size needs one.
///
/// Not thread-safe.
final class TarHeaders {

  /// One regular file of the tar.
  record Entry(String name, Extent body) {}

  static final int BLOCK = 512;

  private static final int LONGEST_EXTENSION = 16 * 1024;
  private static final int LONGEST_END = 64 * 1024;
  private static final int WINDOW = 4 * 1024;
  private static final int NAME = 0;
  private static final int NAME_LENGTH = 100;
  private static final int SIZE = 124;
  private static final int CHECKSUM = 148;
  private static final int NUMBER_LENGTH = 12;
  private static final int CHECKSUM_LENGTH = 8;
  private static final int TYPE = 156;
  private static final int PREFIX = 345;
  private static final int PREFIX_LENGTH = 155;

  private final FileChannel channel;
  private final long length;
  private long position;

  /// What was read last, and where it lies: headers of small bodies are close to each other.
  private final byte[] window = new byte[WINDOW];

  private long windowStart;
  private int windowLength;

  TarHeaders(FileChannel channel) throws IOException {
    this.channel = channel;
    this.length = channel.size();
  }

  /// Returns the next entry and moves past its body.
  ///
  /// @throws ArtifactException if no sound entry follows
  Entry next() throws IOException {
    var header = header();
    var extension = PaxHeader.NONE;
    if (header[TYPE] == 'x') {
      var size = number(header, SIZE, NUMBER_LENGTH);
      if (size > LONGEST_EXTENSION) {
        throw fault("an extended header is too long");
      }
      extension = PaxHeader.parse(bytes(body(size)));
      header = header();
    }
    if (header[TYPE] != '0') {
      throw fault("an entry is not a regular file");
    }
    var name = extension.path().isEmpty() ? name(header) : extension.path();
    var size = extension.size() < 0 ? number(header, SIZE, NUMBER_LENGTH) : extension.size();
    return new Entry(name, body(size));
  }

  /// Checks that the tar ends here: that nothing but zeros follows, and enough of them.
  void requireEnd() throws IOException {
    var rest = length - position;
    if (rest < 2 * BLOCK || rest > LONGEST_END) {
      throw fault("the tar does not end where its manifest ends");
    }
    for (var each : bytes(new Extent(position, rest))) {
      if (each != 0) {
        throw fault("there is more in the tar than in its manifest");
      }
    }
  }

  private byte[] header() throws IOException {
    if (length - position < BLOCK) {
      throw fault("the tar is cut off");
    }
    var header = bytes(new Extent(position, BLOCK));
    position += BLOCK;
    if (header[NAME] == 0) {
      throw fault("the tar ends before its manifest does");
    }
    if (number(header, CHECKSUM, CHECKSUM_LENGTH) != checksum(header)) {
      throw fault("a header is damaged");
    }
    return header;
  }

  private Extent body(long size) {
    if (size > length - position) {
      throw fault("the tar is cut off");
    }
    var body = new Extent(position, size);
    position += (size + BLOCK - 1) / BLOCK * BLOCK;
    return body;
  }

  private byte[] bytes(Extent extent) throws IOException {
    var bytes = new byte[(int) extent.length()];
    if (bytes.length > WINDOW) {
      if (read(bytes, bytes.length, extent.offset()) < bytes.length) {
        throw fault("the tar is cut off");
      }
      return bytes;
    }
    long end = extent.offset() + bytes.length;
    if (extent.offset() < windowStart || end > windowStart + windowLength) {
      windowStart = extent.offset();
      windowLength = read(window, WINDOW, windowStart);
      if (windowLength < bytes.length) {
        throw fault("the tar is cut off");
      }
    }
    System.arraycopy(window, (int) (extent.offset() - windowStart), bytes, 0, bytes.length);
    return bytes;
  }

  /// Reads up to `count` bytes from `offset` on, and returns how many there are.
  private int read(byte[] into, int count, long offset) throws IOException {
    var buffer = ByteBuffer.wrap(into, 0, count);
    while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) >= 0) {
      // There may be more.
    }
    return buffer.position();
  }

  private static long checksum(byte[] header) {
    var sum = 0L;
    for (var i = 0; i < header.length; i++) {
      var inChecksum = i >= CHECKSUM && i < CHECKSUM + CHECKSUM_LENGTH;
      sum += inChecksum ? ' ' : header[i] & 0xff;
    }
    return sum;
  }

  private static String name(byte[] header) {
    var prefix = text(header, PREFIX, PREFIX_LENGTH);
    var name = text(header, NAME, NAME_LENGTH);
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static String text(byte[] header, int offset, int length) {
    var end = offset;
    while (end < offset + length && header[end] != 0) {
      end++;
    }
    return new String(header, offset, end - offset, UTF_8);
  }

  private long number(byte[] header, int offset, int length) {
    var digits = text(header, offset, length).strip();
    if (digits.isEmpty() || !digits.chars().allMatch(each -> each >= '0' && each <= '7')) {
      throw fault("a header has no number where one should be");
    }
    return Long.parseLong(digits, 8);
  }

  private ArtifactException fault(String what) {
    return new ArtifactException(what + ", at byte " + position);
  }
}
