package dev.slipway.artifact.output;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A tar of tiny entries that never ends, and that counts them.
final class EndlessTar extends InputStream {

  private final char type;
  private InputStream current = InputStream.nullInputStream();
  private int entries;

  EndlessTar(char type) {
    this.type = type;
  }

  int entries() {
    return entries;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    read(one, 0, 1);
    return one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    var count = current.read(bytes, offset, length);
    while (count < 0) {
      entries++;
      current =
          new ByteArrayInputStream(
              new HostileTar().header("e" + entries, type, 0, "").cutOff().readAllBytes());
      count = current.read(bytes, offset, length);
    }
    return count;
  }
}
