package dev.slipway.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.core.deployment.CommitSha;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;

/// An artifact's manifest whose bodies are made up: each as long as it should be.
final class Sample {

  static final Source SOURCE =
      new Source(
          new CommitSha("0123456789abcdef0123456789abcdef01234567"),
          Instant.parse("2026-11-20T10:11:12Z"),
          "89abcdef0123456789abcdef0123456789abcdef",
          "vite",
          "npm run build",
          "sha256:abc");

  private Sample() {}

  static Manifest manifest(ManifestFile... files) {
    return new Manifest(Manifest.FORMAT, SOURCE, Fallback.NONE, List.of(files));
  }

  static ManifestFile file(String path, long size, Variant... variants) {
    return new ManifestFile(
        path, size, "0".repeat(64), "text/html; charset=utf-8", false, List.of(variants));
  }

  static byte[] tar(Manifest manifest) throws IOException, InterruptedException {
    var bytes = new ByteArrayOutputStream();
    ArtifactWriter.write(manifest, new Bodies(), bytes);
    return bytes.toByteArray();
  }

  private record Bodies() implements ArtifactWriter.Bodies {

    @Override
    public InputStream plain(ManifestFile file) {
      return body("p", file.size());
    }

    @Override
    public InputStream variant(ManifestFile file, Encoding encoding) {
      return file.variants().stream()
          .filter(variant -> variant.encoding() == encoding)
          .map(variant -> body(encoding.token().substring(0, 1), variant.size()))
          .findFirst()
          .orElseThrow();
    }

    private static InputStream body(String letter, long size) {
      return new ByteArrayInputStream(letter.repeat((int) size).getBytes(UTF_8));
    }
  }
}
