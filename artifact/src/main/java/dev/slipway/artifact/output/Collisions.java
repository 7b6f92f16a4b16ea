package dev.slipway.artifact.output;

import dev.slipway.core.deployment.DeploymentFailure;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Finds paths that are one and the same where case or the spelling of accents does not count: in a
/// browser's address, on many people's machines, and to their eyes.
final class Collisions {

  private final Map<String, String> files = new HashMap<>();

  void requireNone(List<OutputFile> all) {
    for (var file : all) {
      var other = files.put(folded(file.path()), file.path());
      if (other != null) {
        throw collision(file.path(), other);
      }
    }
    for (var file : all) {
      requireNoFileAbove(file.path());
    }
  }

  private void requireNoFileAbove(String path) {
    for (var slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      var other = files.get(folded(path.substring(0, slash)));
      if (other != null) {
        throw collision(path, other);
      }
    }
  }

  private static String folded(String path) {
    var cased = path.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return Normalizer.normalize(cased, Normalizer.Form.NFC);
  }

  private static DeploymentFailure collision(String path, String other) {
    return new DeploymentFailure(
        "output-path-collision",
        "The paths %s and %s differ only in case or in how their accents are spelled."
            .formatted(Shown.path(path), Shown.path(other)),
        "Rename one of them.");
  }
}
