package dev.slipway.store.folder;

import dev.slipway.core.image.ImageId;
import dev.slipway.core.image.ImageStore;
import java.nio.file.Path;
import java.util.Optional;

/// Portable images as files in a folder: `ab/abcdef….tar` by their ids. Thread-safe, across
/// processes too. The id is the digest of a document inside the tar, not of the file: engines check
/// it when they load it.
public final class FolderImages implements ImageStore {

  private final TarFolder tars;

  private FolderImages(TarFolder tars) {
    this.tars = tars;
  }

  /// Returns the images in `folder`, which is made when the first is put there.
  public static FolderImages in(Path folder) {
    return new FolderImages(new TarFolder(folder, true, "image"));
  }

  /// Returns the images in `folder`, to look at only.
  public static FolderImages readOnly(Path folder) {
    return new FolderImages(new TarFolder(folder, false, "image"));
  }

  @Override
  public Optional<Path> find(ImageId id) {
    return tars.find(id.hex());
  }

  @Override
  public void put(ImageId id, Path file) {
    tars.put(id.hex(), file, _ -> {});
  }
}
