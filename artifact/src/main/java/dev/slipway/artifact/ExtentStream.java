package dev.slipway.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// A part of a file as a stream, by positional reads; closing it leaves the file open.
public final class ExtentStream extends InputStream {

  private final FileChannel channel;
  private long position;
  private long rest;

  public ExtentStream(FileChannel channel, Extent extent) {
    this.channel = channel;
    this.position = extent.offset();
    this.rest = extent.length();
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (rest == 0) {
      return -1;
    }
    var count =
        channel.read(ByteBuffer.wrap(bytes, offset, (int) Math.min(length, rest)), position);
    if (count > 0) {
      position += count;
      rest -= count;
    }
    return count;
  }
}
