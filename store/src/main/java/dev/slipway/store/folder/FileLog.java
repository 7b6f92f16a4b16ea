package dev.slipway.store.folder;

import dev.slipway.core.log.LogWriter;
import dev.slipway.store.failure.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Appends to one log's file. Not thread-safe.
final class FileLog implements LogWriter {

  private static final byte[] LINE_END = {'\n'};

  private final Path file;
  private final FileChannel channel;

  private FileLog(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /// Opens the log in `file`. A line that the last writer was killed in is ended first, so that the
  /// next does not go on in it.
  static FileLog open(Path file) throws IOException {
    boolean broken = endsInsideALine(file);
    var log =
        new FileLog(
            file, FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    if (broken) {
      log.write(LINE_END, 0, LINE_END.length);
    }
    return log;
  }

  private static boolean endsInsideALine(Path file) throws IOException {
    if (Files.notExists(file)) {
      return false;
    }
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      var last = ByteBuffer.allocate(1);
      return channel.size() > 0
          && channel.read(last, channel.size() - 1) == 1
          && last.get(0) != LINE_END[0];
    }
  }

  @Override
  public void write(byte[] buffer, int offset, int length) {
    var bytes = ByteBuffer.wrap(buffer, offset, length);
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw new StoreException("Can't append to the log " + file + ": " + e, e);
    }
  }

  @Override
  public void close() {
    try (channel) {
      if (channel.isOpen()) {
        channel.force(false);
      }
    } catch (IOException e) {
      throw new StoreException("Can't flush the log " + file + ": " + e, e);
    }
  }
}
