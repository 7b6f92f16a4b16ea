package dev.slipway.artifact;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// Writes artifacts: the same manifest and the same bodies give the same bytes.
public final class ArtifactWriter {

  /// Where the bodies of a manifest's files come from.
  public interface Bodies {

    /// Opens the plain form of `file`.
    InputStream plain(ManifestFile file) throws IOException;

    /// Opens one of the precompressed forms of `file`.
    InputStream variant(ManifestFile file, Encoding encoding) throws IOException;
  }

  private static final int MODE = 0644;
  private static final long EARLIEST = 1;
  private static final long LATEST = 077777777777L;
  private static final int CHUNK = 64 * 1024;

  private final TarArchiveOutputStream tar;
  private final long time;

  private ArtifactWriter(TarArchiveOutputStream tar, Instant committedAt) {
    this.tar = tar;
    this.time = Math.clamp(committedAt.getEpochSecond(), EARLIEST, LATEST);
  }

  /// Returns whether `manifest` is short enough for an artifact.
  public static boolean fits(Manifest manifest) {
    return ManifestWriter.write(manifest).length <= Manifest.LONGEST;
  }

  /// Writes the artifact of `manifest` to `out`.
  ///
  /// @throws ArtifactException if the manifest is too long to be read again
  public static void write(Manifest manifest, Bodies bodies, OutputStream out)
      throws IOException, InterruptedException {
    var spelled = ManifestWriter.write(manifest);
    if (spelled.length > Manifest.LONGEST) {
      throw new ArtifactException(
          "the manifest has %d bytes, more than %d".formatted(spelled.length, Manifest.LONGEST));
    }
    try (var tar = new TarArchiveOutputStream(out, "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      tar.setAddPaxHeadersForNonAsciiNames(true);
      var writer = new ArtifactWriter(tar, manifest.source().committedAt());
      writer.add(Manifest.ENTRY, spelled.length, new ByteArrayInputStream(spelled));
      for (var file : manifest.files()) {
        writer.add(file, bodies);
      }
      tar.finish();
    }
  }

  private void add(ManifestFile file, Bodies bodies) throws IOException, InterruptedException {
    try (var body = bodies.plain(file)) {
      add(Manifest.FILES + file.path(), file.size(), body);
    }
    for (var variant : file.variants()) {
      try (var body = bodies.variant(file, variant.encoding())) {
        var name = Manifest.VARIANTS + file.path() + variant.encoding().suffix();
        add(name, variant.size(), body);
      }
    }
  }

  private void add(String name, long size, InputStream body)
      throws IOException, InterruptedException {
    var entry = new TarArchiveEntry(name);
    entry.setSize(size);
    entry.setMode(MODE);
    entry.setIds(0, 0);
    entry.setNames("", "");
    entry.setModTime(time * 1000);
    tar.putArchiveEntry(entry);
    var chunk = new byte[CHUNK];
    for (var count = body.read(chunk); count >= 0; count = body.read(chunk)) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while writing an artifact");
      }
      tar.write(chunk, 0, count);
    }
    tar.closeArchiveEntry();
  }
}
