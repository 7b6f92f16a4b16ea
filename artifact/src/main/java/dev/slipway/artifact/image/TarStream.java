package dev.slipway.artifact.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/// A tar that is written the same way each time: root's, readable by all, of one time. Not
/// thread-safe.
final class TarStream implements AutoCloseable {

  private static final int FILE = 0644;
  private static final int PROGRAM = 0755;
  private static final int FOLDER = 0755;
  private static final int LINK = 0777;
  private static final long EARLIEST = 1;
  private static final long LATEST = 077777777777L;
  private static final int CHUNK = 64 * 1024;

  private final TarArchiveOutputStream tar;
  private final long time;
  private final Set<String> folders = new HashSet<>();
  private final byte[] chunk = new byte[CHUNK];

  TarStream(OutputStream out, Instant time) {
    this.tar = new TarArchiveOutputStream(out, "UTF-8");
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
    this.time = seconds(time) * 1000;
  }

  /// Returns `time` in seconds as tars can have it, and never zero: web servers make the tags of
  /// files from their times.
  static long seconds(Instant time) {
    return Math.clamp(time.getEpochSecond(), EARLIEST, LATEST);
  }

  /// Adds a file, and before it the folders that it lies in.
  void add(String name, byte[] body) throws IOException, InterruptedException {
    add(name, body.length, new ByteArrayInputStream(body));
  }

  /// Adds a file of `size` bytes, and before it the folders that it lies in.
  void add(String name, long size, InputStream body) throws IOException, InterruptedException {
    add(name, FILE, size, body);
  }

  /// Adds a file that may be executed, as [#add(String, long, InputStream)] adds others.
  void addProgram(String name, long size, InputStream body)
      throws IOException, InterruptedException {
    add(name, PROGRAM, size, body);
  }

  /// Adds a symbolic link, and before it the folders that it lies in.
  void addLink(String name, String target) throws IOException {
    addFolders(name);
    var entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
    entry.setLinkName(target);
    entry.setMode(LINK);
    begin(entry);
    tar.closeArchiveEntry();
  }

  private void add(String name, int mode, long size, InputStream body)
      throws IOException, InterruptedException {
    addFolders(name);
    var entry = new TarArchiveEntry(name);
    entry.setSize(size);
    entry.setMode(mode);
    begin(entry);
    for (var count = body.read(chunk); count >= 0; count = body.read(chunk)) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while writing an image");
      }
      tar.write(chunk, 0, count);
    }
    tar.closeArchiveEntry();
  }

  private void addFolders(String name) throws IOException {
    for (var slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
      var folder = name.substring(0, slash + 1);
      if (folders.add(folder)) {
        var entry = new TarArchiveEntry(folder, TarConstants.LF_DIR);
        entry.setMode(FOLDER);
        begin(entry);
        tar.closeArchiveEntry();
      }
    }
  }

  private void begin(TarArchiveEntry entry) throws IOException {
    entry.setIds(0, 0);
    entry.setNames("", "");
    entry.setModTime(time);
    tar.putArchiveEntry(entry);
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }
}
