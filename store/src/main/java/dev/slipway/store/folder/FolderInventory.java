package dev.slipway.store.folder;

import dev.slipway.core.image.ImageId;
import dev.slipway.core.retention.Inventory;
import dev.slipway.core.retention.Stored;
import dev.slipway.store.failure.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// What a folder has of one kind, a file each. Files that are something else are none of its.
///
/// @param <K> what names a thing
public final class FolderInventory<K> implements Inventory<K> {

  private static final String TAR = ".tar";
  private static final String PART = ".part";
  private static final FileVisitOption[] NO_LINKS = {};

  private final Path folder;
  private final int depth;
  private final Function<String, Optional<K>> id;
  private final Function<K, Path> place;

  /// @param depth how many folders deep the files are; 1 is in `folder` itself
  /// @param id returns what a file is which is called so; empty for what is none
  /// @param place returns the file of a thing
  public FolderInventory(
      Path folder, int depth, Function<String, Optional<K>> id, Function<K, Path> place) {
    this.folder = folder;
    this.depth = depth;
    this.id = id;
    this.place = place;
  }

  /// Returns what `folder` has of images, as `ab/abcdef….tar` by their ids.
  public static FolderInventory<ImageId> ofImages(Path folder) {
    return new FolderInventory<>(
        folder,
        2,
        name ->
            name.endsWith(TAR)
                ? ImageId.parse(name.substring(0, name.length() - TAR.length()))
                : Optional.empty(),
        id -> folder.resolve(id.hex().substring(0, 2)).resolve(id.hex() + TAR));
  }

  @Override
  public List<Stored<K>> list() {
    var things = new ArrayList<Stored<K>>();
    for (var file : files()) {
      var thing = id.apply(file.getFileName().toString());
      var attributes = attributes(file);
      if (thing.isPresent() && attributes.isPresent()) {
        var found = attributes.get();
        things.add(new Stored<>(thing.get(), found.size(), found.lastModifiedTime().toInstant()));
      }
    }
    return things;
  }

  @Override
  public void remove(K thing) {
    delete(place.apply(thing));
  }

  @Override
  public int removeParts(Instant instant) {
    var parts =
        files().stream()
            .filter(file -> file.getFileName().toString().endsWith(PART))
            .filter(file ->
                attributes(file)
                    .filter(found -> found.lastModifiedTime().toInstant().isBefore(instant))
                    .isPresent())
            .toList();
    parts.forEach(this::delete);
    return parts.size();
  }

  private List<Path> files() {
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> files =
        Files.find(folder, depth, (_, found) -> found.isRegularFile(), NO_LINKS)) {
      return files.toList();
    } catch (IOException | UncheckedIOException e) {
      throw new StoreException("Can't look through the folder " + folder + ": " + e, e);
    }
  }

  private static Optional<BasicFileAttributes> attributes(Path file) {
    try {
      return Optional.of(Files.readAttributes(file, BasicFileAttributes.class));
    } catch (NoSuchFileException _) {
      return Optional.empty(); // somebody was faster
    } catch (IOException e) {
      throw new StoreException("Can't look at " + file + ": " + e, e);
    }
  }

  private void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new StoreException("Can't delete " + file + ": " + e, e);
    }
  }
}
