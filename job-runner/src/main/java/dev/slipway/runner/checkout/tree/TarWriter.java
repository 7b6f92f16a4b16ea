package dev.slipway.runner.checkout.tree;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectReader;

/// Writes the entries of a tree into a tar: files with their executable bit, folders, and links as
/// links.
final class TarWriter {

  private static final int FILE_MODE = 0100644;
  private static final int EXECUTABLE_MODE = 0100755;
  private static final int FOLDER_MODE = 040755;
  private static final int LINK_MODE = 0120777;
  private static final int BUFFER = 64 << 10;

  private final ObjectReader reader;
  private final Map<String, String> targets;
  private final TarOwner owner;
  private final FileTime time;
  private final byte[] buffer = new byte[BUFFER];

  TarWriter(ObjectReader reader, Map<String, String> targets, TarOwner owner, Instant time) {
    this.reader = reader;
    this.targets = targets;
    this.owner = owner;
    this.time = FileTime.from(time);
  }

  void write(Iterable<TreeEntry> entries, OutputStream out)
      throws IOException, InterruptedException {
    @SuppressWarnings("resource") // would close what is the caller's
    var tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
    for (TreeEntry entry : entries) {
      checkInterrupt(entry);
      tar.putArchiveEntry(header(entry));
      if (entry.isFile()) {
        copy(entry, tar);
      }
      tar.closeArchiveEntry();
    }
    tar.finish();
  }

  private TarArchiveEntry header(TreeEntry entry) {
    var header =
        switch (entry.kind()) {
          case FILE -> file(entry, FILE_MODE);
          case EXECUTABLE -> file(entry, EXECUTABLE_MODE);
          case LINK -> link(entry);
          case FOLDER, SUBMODULE -> folder(entry);
        };
    header.setIds(owner.user(), owner.group());
    header.setLastModifiedTime(time);
    return header;
  }

  private static TarArchiveEntry file(TreeEntry entry, int mode) {
    var header = new TarArchiveEntry(entry.path());
    header.setMode(mode);
    header.setSize(entry.size());
    return header;
  }

  private TarArchiveEntry link(TreeEntry entry) {
    var header = new TarArchiveEntry(entry.path(), TarConstants.LF_SYMLINK);
    header.setMode(LINK_MODE);
    header.setLinkName(targets.get(entry.path()));
    return header;
  }

  private static TarArchiveEntry folder(TreeEntry entry) {
    var header = new TarArchiveEntry(entry.path() + "/");
    header.setMode(FOLDER_MODE);
    return header;
  }

  private void copy(TreeEntry entry, OutputStream out) throws IOException, InterruptedException {
    try (InputStream in = reader.open(entry.id(), Constants.OBJ_BLOB).openStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        checkInterrupt(entry);
        out.write(buffer, 0, read);
      }
    }
  }

  private static void checkInterrupt(TreeEntry entry) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted while writing " + entry.path());
    }
  }
}
