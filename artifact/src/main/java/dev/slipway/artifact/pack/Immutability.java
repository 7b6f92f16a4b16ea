package dev.slipway.artifact.pack;

import dev.slipway.artifact.Manifest;
import dev.slipway.artifact.ManifestFile;
import dev.slipway.artifact.output.OutputFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decides which files may be cached for ever: those whose names change with their content, if the
/// deployment before does not show that they don't.
///
/// A name that was found out stays so for as long as deployments have it: that it kept its content
/// once more proves nothing.
final class Immutability {

  private static final int SHOWN = 3;

  private final ImmutableNames names;
  private final Map<String, ManifestFile> previous = new HashMap<>();
  private final List<String> changed = new ArrayList<>();

  /// @param previous what the deployment before had
  Immutability(ImmutableNames names, Optional<Manifest> previous) {
    this.names = names;
    previous.stream()
        .flatMap(manifest -> manifest.files().stream())
        .filter(file -> names.contains(file.path()))
        .forEach(file -> this.previous.put(file.path(), file));
  }

  /// Decides about `file`.
  boolean of(OutputFile file) {
    if (!names.contains(file.path())) {
      return false;
    }
    var before = previous.get(file.path());
    if (before == null) {
      return true;
    }
    if (!before.sha256().equals(file.sha256())) {
      changed.add(file.path());
      return false;
    }
    return before.immutable();
  }

  /// Returns what to say about names that were found out.
  Optional<String> note() {
    if (changed.isEmpty()) {
      return Optional.empty();
    }
    var first = changed.stream().limit(SHOWN).map(path -> "\"" + path + "\"").toList();
    var rest = changed.size() - first.size();
    return Optional.of(
        "Not cached for ever, since the deployment before had other content under the same name: "
            + String.join(", ", first)
            + (rest > 0 ? " and %,d more.".formatted(rest) : "."));
  }
}
