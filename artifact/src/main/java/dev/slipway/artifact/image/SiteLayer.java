package dev.slipway.artifact.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.Encoding;
import dev.slipway.artifact.Extent;
import dev.slipway.artifact.ExtentStream;
import dev.slipway.artifact.Manifest;
import dev.slipway.artifact.StoredFile;
import dev.slipway.artifact.image.nginx.SiteServer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// The layer of an image that has the site: its files, their precompressed forms beside them, and
/// the configuration of what serves them.
///
/// @param file the compressed tar
/// @param diffId the SHA-256 of the tar before it was compressed, in hexadecimal
/// @param digest the SHA-256 of the file, in hexadecimal
record SiteLayer(Path file, String diffId, String digest) {

  private static final String CONFIGURATION = "etc/slipway/nginx.conf";
  private static final String FILES = SiteServer.ROOT.substring(1) + "/";
  private static final int BUFFER = 64 * 1024;

  /// What nginx sends of what lies beside a file.
  private static final Map<Encoding, String> SUFFIXES =
      Map.of(Encoding.GZIP, ".gz", Encoding.BROTLI, ".br");

  /// Writes the layer of `artifact` into `file`.
  static SiteLayer write(Artifact artifact, Manifest manifest, Path file)
      throws IOException, InterruptedException {
    var server = SiteServer.of(manifest);
    try (var out = Hashing.through(new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
        var gzip = new Gzip(out);
        var plain = Hashing.through(gzip)) {
      try (var tar = new TarStream(plain, manifest.source().committedAt())) {
        tar.add(CONFIGURATION, server.text().getBytes(UTF_8));
        for (var each : manifest.files()) {
          var stored = artifact.file(each.path()).orElseThrow();
          add(tar, artifact, stored, server.encoded());
        }
      }
      return new SiteLayer(file, Hashing.passed(plain), Hashing.passed(out));
    }
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

  /// Gzip at a fixed level; its header has no time and no name.
  private static final class Gzip extends GZIPOutputStream {

    Gzip(OutputStream out) throws IOException {
      super(out, BUFFER);
      def.setLevel(Deflater.DEFAULT_COMPRESSION);
    }
  }
}
