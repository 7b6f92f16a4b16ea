package dev.slipway.store.remote;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.image.ImageId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// What keeps portable images on another machine.
public interface RemoteImages extends AutoCloseable {

  /// Keeps the tar `file` of the image `id`, as [dev.slipway.core.image.ImageStore#put] demands it.
  void put(ImageId id, Path file);

  /// Begins to fetch the tar of `id`; empty if there is none.
  ///
  /// @throws IOException if that can't be told now
  Optional<IncomingImage> fetch(ImageId id) throws IOException;

  @Override
  void close();

  /// A tar on its way.
  ///
  /// @param digest the SHA-256 of its bytes, which the id of an image is not
  record IncomingImage(ArtifactDigest digest, RemoteArtifacts.Incoming tar) {}
}
