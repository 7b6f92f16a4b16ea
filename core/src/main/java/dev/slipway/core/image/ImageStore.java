package dev.slipway.core.image;

import java.nio.file.Path;
import java.util.Optional;

/// What keeps portable images, each as one tar that is an OCI layout and a `docker load` archive.
public interface ImageStore {

  /// Keeps the tar `file` of the image `id`, durably, before it returns; `file` may be moved or
  /// copied. One that is there already is left as it is, since the same id is the same image.
  void put(ImageId id, Path file);

  /// Returns the tar of `id` as a local file that stays readable while it is open; empty if there
  /// is none. One that is kept elsewhere is fetched first.
  Optional<Path> find(ImageId id);
}
