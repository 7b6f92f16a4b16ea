package dev.slipway.artifact.output;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// A stream that goes on with the letter `x` for ever where another ends.
final class Padded extends FilterInputStream {

  Padded(InputStream in) {
    super(in);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    var count = super.read(bytes, offset, length);
    if (count >= 0) {
      return count;
    }
    Arrays.fill(bytes, offset, offset + length, (byte) 'x');
    return length;
  }
}
