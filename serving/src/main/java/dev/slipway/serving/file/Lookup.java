package dev.slipway.serving.file;

import dev.slipway.artifact.StoredFile;
import dev.slipway.artifact.rules.PathStyle;
import java.util.Optional;
import java.util.function.Function;

/// Finds the file that a path means.
///
/// A page has one address: `/about` is `about.html`, `/docs/` is `docs/index.html`, unless the site
/// wants it otherwise. Whoever comes by another that means the same file is sent there, so that the
/// links of the page, which are relative to its address, lead where its author meant.
final class Lookup {

  /// What a path means.
  sealed interface Found {

    /// This file.
    record Here(StoredFile file) implements Found {}

    /// The file that is at home at `path`.
    record Elsewhere(RequestPath path, StoredFile file) implements Found {}

    /// No file.
    record Nowhere() implements Found {}
  }

  private static final String INDEX = "index.html";

  private final Function<String, Optional<StoredFile>> files;
  private final PathStyle style;

  /// Looks among `files`, by their exact paths, for pages whose paths are spelled in `style`.
  Lookup(Function<String, Optional<StoredFile>> files, PathStyle style) {
    this.files = files;
    this.style = style;
  }

  /// Returns what `path` means.
  Found find(RequestPath path) {
    var found = file(path);
    if (found.isEmpty()) {
      return new Found.Nowhere();
    }
    var file = found.get();
    var home = home(file.file().path(), path);
    boolean atHome = home.equals(path) || file(home).filter(other -> same(file, other)).isEmpty();
    return atHome ? new Found.Here(file) : new Found.Elsewhere(home, file);
  }

  /// Returns the file that `path` means, at home there or not.
  Optional<StoredFile> file(RequestPath path) {
    var joined = path.joined();
    if (joined.isEmpty()) {
      return files.apply(INDEX);
    }
    if (path.folder()) {
      return index(joined).or(() -> page(joined));
    }
    var exact = files.apply(joined);
    return exact.isPresent() ? exact : page(joined).or(() -> index(joined));
  }

  /// Returns the nearest file `name` in the folders above `path`.
  Optional<StoredFile> nearest(String name, RequestPath path) {
    var folder = path.nearestFolder();
    while (!folder.isEmpty()) {
      var file = files.apply(folder + "/" + name);
      if (file.isPresent()) {
        return file;
      }
      folder = RequestPath.above(folder);
    }
    return files.apply(name);
  }

  private Optional<StoredFile> page(String joined) {
    return style.clean() ? files.apply(joined + ".html") : Optional.empty();
  }

  private Optional<StoredFile> index(String joined) {
    return files.apply(joined + "/" + INDEX);
  }

  private static boolean same(StoredFile one, StoredFile other) {
    return one.file().path().equals(other.file().path());
  }

  /// Returns the address of the file `file`, for who comes by `path`.
  private RequestPath home(String file, RequestPath path) {
    boolean exact = !path.folder() && path.joined().equals(file);
    boolean index = RequestPath.isIndex(file);
    if ((exact && !style.clean()) || !(index || RequestPath.isPage(file))) {
      return RequestPath.exactly(file);
    }
    boolean folder =
        switch (style.slash()) {
          case AUTO -> index;
          case FORCE -> true;
          case DROP -> false;
          case NONE -> exact ? index : path.folder();
        };
    return RequestPath.ofPage(file, folder);
  }
}
