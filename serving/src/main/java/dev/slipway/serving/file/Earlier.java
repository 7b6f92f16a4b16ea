package dev.slipway.serving.file;

import dev.slipway.artifact.StoredFile;
import java.util.Optional;

/// What a host showed until a short while ago, for the pages of it that are still open: these may
/// ask for hashed files that what it shows now does not have.
public interface Earlier {

  /// That of a host that has shown nothing else lately.
  Earlier NONE = _ -> Optional.empty();

  /// Returns the file `path` as it was shown last, if its name changes with its content; never a
  /// page. The body is in the artifact that it comes from, not in the one that is shown now.
  Optional<StoredFile> file(String path);
}
