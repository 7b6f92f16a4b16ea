package dev.slipway.artifact.output;

import dev.slipway.artifact.Extent;
import dev.slipway.artifact.ExtentStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A temporary file that bodies are appended to, one after the other; it is gone when this is
/// closed, or when the process is.
///
/// Several threads may read at once; one may append.
public final class Spool implements AutoCloseable {

  private final FileChannel channel;
  private long end;

  private Spool(FileChannel channel) {
    this.channel = channel;
  }

  /// Makes an empty one in `folder`.
  public static Spool in(Path folder) throws IOException {
    var file = Files.createTempFile(folder, "spool", ".tmp");
    return new Spool(
        FileChannel.open(
            file,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE));
  }

  /// Opens the body at `extent`.
  public InputStream open(Extent extent) {
    return new ExtentStream(channel, extent);
  }

  /// Begins a body at the end; it is kept only by [Body#keep], else the next one takes its place.
  public Body begin() {
    return new Body(end);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /// A body that is being appended.
  public final class Body extends OutputStream {

    private final long start;
    private long position;

    private Body(long start) {
      this.start = start;
      this.position = start;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      var buffer = ByteBuffer.wrap(bytes, offset, length);
      while (buffer.hasRemaining()) {
        position += channel.write(buffer, position);
      }
    }

    /// Keeps what was written and returns where it lies.
    public Extent keep() {
      end = position;
      return new Extent(start, position - start);
    }
  }
}
