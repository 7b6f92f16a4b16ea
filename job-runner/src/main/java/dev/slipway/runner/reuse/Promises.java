package dev.slipway.runner.reuse;

import dev.slipway.artifact.Manifest;
import dev.slipway.artifact.ManifestFile;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What an artifact promises to be for ever the same under its name, against what visitors of the
/// host may have under that name already.
///
/// Whoever packs looks at the deployment before and promises nothing that it contradicts. An
/// artifact that is taken over was packed behind another one, so its promises are looked at again.
public final class Promises {

  private Promises() {}

  /// Returns the first path of which `reused` promises what does not go with `previous`.
  public static Optional<String> broken(Manifest reused, Manifest previous) {
    var before =
        previous.files().stream()
            .collect(Collectors.toMap(ManifestFile::path, Function.identity()));
    return reused.files().stream()
        .filter(ManifestFile::immutable)
        .filter(file -> {
          var twin = before.get(file.path());
          return twin != null && !goesWith(file, twin);
        })
        .map(ManifestFile::path)
        .findFirst();
  }

  /// What was found out not to keep its promise stays so.
  private static boolean goesWith(ManifestFile file, ManifestFile before) {
    return before.immutable() && before.sha256().equals(file.sha256());
  }
}
