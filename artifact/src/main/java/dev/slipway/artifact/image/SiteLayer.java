package dev.slipway.artifact.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.Encoding;
import dev.slipway.artifact.Extent;
import dev.slipway.artifact.ExtentStream;
import dev.slipway.artifact.Manifest;
import dev.slipway.artifact.StoredFile;
import dev.slipway.artifact.image.nginx.SiteServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// Writes the layer of an image that has the site: its files, their precompressed forms beside
/// them, and the configuration of what serves them.
final class SiteLayer {

  private static final String CONFIGURATION = "etc/slipway/nginx.conf";
  private static final String FILES = SiteServer.ROOT.substring(1) + "/";

  /// What nginx sends of what lies beside a file.
  private static final Map<Encoding, String> SUFFIXES =
      Map.of(Encoding.GZIP, ".gz", Encoding.BROTLI, ".br");

  private SiteLayer() {}

  /// Writes the layer of `artifact` into `file`.
  static Layer write(Artifact artifact, Manifest manifest, Path file)
      throws IOException, InterruptedException {
    var server = SiteServer.of(manifest);
    return Layer.write(
        file,
        out -> {
          try (var tar = new TarStream(out, manifest.source().committedAt())) {
            tar.add(CONFIGURATION, server.text().getBytes(UTF_8));
            for (var each : manifest.files()) {
              var stored = artifact.file(each.path()).orElseThrow();
              add(tar, artifact, stored, server.encoded());
            }
          }
        });
  }

  private static void add(TarStream tar, Artifact artifact, StoredFile stored, boolean encoded)
      throws IOException, InterruptedException {
    var name = FILES + stored.file().path();
    add(tar, artifact, name, stored.plain());
    if (encoded) {
      for (var variant : stored.file().variants()) {
        var suffix = SUFFIXES.get(variant.encoding());
        var extent = stored.encoded().get(variant.encoding());
        if (suffix != null && extent != null) {
          add(tar, artifact, name + suffix, extent);
        }
      }
    }
  }

  private static void add(TarStream tar, Artifact artifact, String name, Extent extent)
      throws IOException, InterruptedException {
    try (var body = new ExtentStream(artifact.channel(), extent)) {
      tar.add(name, extent.length(), body);
    }
  }
}
