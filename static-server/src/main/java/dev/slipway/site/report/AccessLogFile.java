package dev.slipway.site.report;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// The log of one project: `{name}.log`, and what was before it in `{name}.log.1`. Not thread-safe.
final class AccessLogFile implements AutoCloseable {

  private final Path file;
  private final Path before;
  private final long limit;
  private OutputStream out;
  private long length;

  /// Opens the log in `folder`, for writing at its end.
  ///
  /// @param limit at how many bytes it is put aside, and a new one begun
  AccessLogFile(Path folder, String name, long limit) throws IOException {
    this.file = folder.resolve(name + ".log");
    this.before = folder.resolve(name + ".log.1");
    this.limit = limit;
    this.length = Files.exists(file) ? Files.size(file) : 0;
    this.out = open();
  }

  /// Writes `line`, of ASCII only; it is in the file for certain after [#flush].
  void write(String line) throws IOException {
    if (length + line.length() > limit) {
      out.close();
      Files.move(file, before, StandardCopyOption.REPLACE_EXISTING);
      length = 0;
      out = open();
    }
    out.write(line.getBytes(US_ASCII));
    length += line.length();
  }

  void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private OutputStream open() throws IOException {
    return new BufferedOutputStream(
        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
  }
}
