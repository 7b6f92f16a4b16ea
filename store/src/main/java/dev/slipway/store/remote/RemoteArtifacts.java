package dev.slipway.store.remote;

import dev.slipway.core.artifact.ArtifactDigest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/// What keeps artifacts on another machine.
public interface RemoteArtifacts extends AutoCloseable {

  /// Keeps the tar `file` under `digest`, as [dev.slipway.core.artifact.ArtifactStore#put] demands
  /// it.
  void put(ArtifactDigest digest, Path file);

  /// Begins to fetch the tar of `digest`; empty if there is none.
  ///
  /// @throws IOException if that can't be told now
  Optional<Incoming> fetch(ArtifactDigest digest) throws IOException;

  /// Returns its name for people.
  String name();

  @Override
  void close();

  /// A tar on its way. To be closed, which may be before its end.
  ///
  /// @param length how many bytes it shall have
  /// @param bytes waits for no byte longer than some seconds
  record Incoming(long length, InputStream bytes) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      bytes.close();
    }
  }
}
