package dev.slipway.artifact.pack;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Passes on so many bytes and drops the rest, so that what compresses badly costs no space and its
/// encoder still ends in good order.
final class CappedStream extends FilterOutputStream {

  private long left;

  CappedStream(OutputStream out, long cap) {
    super(out);
    this.left = cap;
  }

  /// Returns whether bytes were dropped.
  boolean overflowed() {
    return left < 0;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (left >= length) {
      out.write(bytes, offset, length);
      left -= length;
    } else {
      left = -1;
    }
  }
}
