package dev.slipway.serving.file;

import dev.slipway.artifact.StoredFile;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Finds the file that a path means.
///
/// A page has one address: `/about` is `about.html`, `/docs/` is `docs/index.html`. Whoever comes
/// by another that means the same file is sent there, so that the links of the page, which are
/// relative to its address, lead where its author meant.
final class Lookup {

  /// What a path means.
  sealed interface Found {

    /// This file.
    record Here(StoredFile file) implements Found {}

    /// The file that is at home at `path`.
    record Elsewhere(RequestPath path) implements Found {}

    /// No file.
    record Nowhere() implements Found {}
  }

  private final Function<String, Optional<StoredFile>> files;

  /// Looks among `files`, by their exact paths.
  Lookup(Function<String, Optional<StoredFile>> files) {
    this.files = files;
  }

  /// Returns what `path` means.
  Found find(RequestPath path) {
    var found = fileOf(path);
    if (found.isEmpty()) {
      return new Found.Nowhere();
    }
    var file = found.get();
    var home = RequestPath.of(file.file().path());
    boolean reachable = fileOf(home).filter(other -> samePath(file, other)).isPresent();
    return home.equals(path) || !reachable ? new Found.Here(file) : new Found.Elsewhere(home);
  }

  /// Returns the nearest file `name` in the folders above `path`.
  Optional<StoredFile> nearest(String name, RequestPath path) {
    return path.folders().stream()
        .map(folder -> folder.isEmpty() ? name : folder + "/" + name)
        .flatMap(candidate -> files.apply(candidate).stream())
        .findFirst();
  }

  private Optional<StoredFile> fileOf(RequestPath path) {
    return candidates(path).flatMap(candidate -> files.apply(candidate).stream()).findFirst();
  }

  private static Stream<String> candidates(RequestPath path) {
    var joined = path.joined();
    if (joined.isEmpty()) {
      return Stream.of("index.html");
    }
    var page = joined + ".html";
    var index = joined + "/index.html";
    return (path.folder() ? List.of(index, page) : List.of(joined, page, index)).stream();
  }

  private static boolean samePath(StoredFile one, StoredFile other) {
    return one.file().path().equals(other.file().path());
  }
}
