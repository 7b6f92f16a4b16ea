package dev.slipway.store.folder;

import dev.slipway.core.log.LogWriter;
import dev.slipway.store.failure.StoreException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/// Appends to one log's file. Not thread-safe.
///
/// Not by a channel: that would be closed when a thread is interrupted while it writes, and a build
/// that is stopped still has last words.
final class FileLog implements LogWriter {

  private static final byte[] LINE_END = {'\n'};

  private final Path file;
  private final FileOutputStream output;

  private FileLog(Path file, FileOutputStream output) {
    this.file = file;
    this.output = output;
  }

  /// Opens the log in `file`. A line that the last writer was killed in is ended first, so that the
  /// next does not go on in it.
  static FileLog open(Path file) throws IOException {
    boolean broken = Files.exists(file) && endsInsideALine(file);
    var log = new FileLog(file, new FileOutputStream(file.toFile(), true));
    if (broken) {
      log.write(LINE_END, 0, LINE_END.length);
    }
    return log;
  }

  private static boolean endsInsideALine(Path file) throws IOException {
    try (var bytes = new RandomAccessFile(file.toFile(), "r")) {
      if (bytes.length() == 0) {
        return false;
      }
      bytes.seek(bytes.length() - 1);
      return bytes.read() != LINE_END[0];
    }
  }

  @Override
  public void write(byte[] buffer, int offset, int length) {
    try {
      output.write(buffer, offset, length);
    } catch (IOException e) {
      throw new StoreException("Can't append to the log " + file + ": " + e, e);
    }
  }

  @Override
  public void close() {
    try (output) {
      if (output.getChannel().isOpen()) {
        output.getFD().sync();
      }
    } catch (IOException e) {
      throw new StoreException("Can't flush the log " + file + ": " + e, e);
    }
  }
}
