package dev.slipway.bench.builds;

import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.Manifest;
import dev.slipway.artifact.ManifestFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// What a deployment's artifact holds.
///
/// @param framework what Slipway found it to be
/// @param files how many files it has
/// @param bytes how many bytes they have
/// @param sent how many bytes of them are sent to somebody who takes every encoding
record Weight(String framework, int files, long bytes, long sent) {

  /// Returns what the artifact of `commit` in the artifact folder `artifacts` holds.
  static Weight of(String commit, Path artifacts) throws IOException {
    try (var tars = Files.walk(artifacts)) {
      return tars.filter(file -> file.toString().endsWith(".tar"))
          .map(Weight::manifest)
          .filter(manifest -> manifest.source().commit().value().equals(commit))
          .findFirst()
          .map(Weight::of)
          .orElseThrow(
              () -> new IllegalStateException("no artifact of " + commit + " in " + artifacts));
    }
  }

  private static Manifest manifest(Path tar) {
    try (var artifact = Artifact.open(tar)) {
      return artifact.manifest();
    }
  }

  private static Weight of(Manifest manifest) {
    return new Weight(
        manifest.source().framework(),
        manifest.files().size(),
        manifest.files().stream().mapToLong(ManifestFile::size).sum(),
        manifest.files().stream().mapToLong(Weight::sent).sum());
  }

  /// Whoever takes every encoding gets the first in their order.
  private static long sent(ManifestFile file) {
    return file.variants().stream()
        .min(Comparator.comparing(variant -> variant.encoding()))
        .map(variant -> variant.size())
        .orElse(file.size());
  }
}
