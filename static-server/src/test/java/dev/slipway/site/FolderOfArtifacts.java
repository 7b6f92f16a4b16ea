package dev.slipway.site;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.artifact.ArtifactStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// A folder of tars named after their digests, that counts how often it is looked into.
public final class FolderOfArtifacts implements ArtifactStore {

  private final Path folder;
  private final AtomicInteger finds = new AtomicInteger();

  public FolderOfArtifacts(Path folder) {
    this.folder = folder;
  }

  /// Returns how often an artifact was looked for.
  public int finds() {
    return finds.get();
  }

  /// Returns where the artifact `digest` is or would be.
  public Path path(ArtifactDigest digest) {
    return folder.resolve(digest.hex() + ".tar");
  }

  @Override
  public void put(ArtifactDigest digest, Path file) {
    try {
      Files.copy(file, path(digest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<Path> find(ArtifactDigest digest) {
    finds.incrementAndGet();
    return Optional.of(path(digest)).filter(Files::exists);
  }
}
