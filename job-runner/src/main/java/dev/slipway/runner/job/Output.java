package dev.slipway.runner.job;

import dev.slipway.artifact.ArtifactException;
import dev.slipway.artifact.Manifest;
import dev.slipway.artifact.ManifestFile;
import dev.slipway.artifact.PackedArtifact;
import dev.slipway.core.artifact.ArtifactDigest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;

/// An artifact that is kept, and how large it is.
///
/// @param bytes how many bytes the files have together
record Output(ArtifactDigest digest, int files, long bytes) {

  static Output of(PackedArtifact packed) {
    return new Output(packed.digest(), packed.files(), packed.bytes());
  }

  static Output of(ArtifactDigest digest, Manifest manifest) {
    long bytes = manifest.files().stream().mapToLong(ManifestFile::size).sum();
    return new Output(digest, manifest.files().size(), bytes);
  }

  /// Returns that of an app, whose artifact is `tar`.
  static Output ofApp(ArtifactDigest digest, Path tar) {
    try (var app = new TarFile(tar)) {
      var entries = app.getEntries().stream().filter(entry -> !entry.isDirectory()).toList();
      long bytes = entries.stream().mapToLong(TarArchiveEntry::getSize).sum();
      return new Output(digest, entries.size(), bytes);
    } catch (IOException e) {
      throw new ArtifactException("cannot read the app " + tar, e);
    }
  }

  /// Returns its size, for people.
  String sizes() {
    return String.format(Locale.ROOT, "%,d files, %,d KB", files, (bytes + 1023) / 1024);
  }
}
