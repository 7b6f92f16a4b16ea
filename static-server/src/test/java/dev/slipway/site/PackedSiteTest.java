package dev.slipway.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.artifact.Fallback;
import dev.slipway.artifact.Limits;
import dev.slipway.artifact.Source;
import dev.slipway.artifact.pack.PackRequest;
import dev.slipway.artifact.pack.Packer;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.CommitSha;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The output of a build, packed as a runner packs it and served.
final class PackedSiteTest {

  @TempDir private Path folder;

  @Test
  void servesWhatWasPacked() throws IOException, InterruptedException {
    var script = "console.log('hello');\n".repeat(500);
    var files =
        new TreeMap<>(
            Map.of("dist/index.html", "<h1>Hi</h1>", "dist/assets/index-B1x2Y3z4.js", script));

    try (var sites = new RunningSites(folder)) {
      sites.routes().set("shop", RecordingRoutes.production(packed(files)));
      var page = sites.get("/");
      var navigation = sites.get("/any/route", "Sec-Fetch-Mode", "navigate");
      var asset =
          sites.bytes(RunningSites.HOST, "/assets/index-B1x2Y3z4.js", "Accept-Encoding", "gzip");

      assertThat(page.body()).isEqualTo("<h1>Hi</h1>");
      assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
      assertThat(navigation.body()).isEqualTo("<h1>Hi</h1>");
      assertThat(asset.headers().firstValue("Content-Type").orElse("")).contains("javascript");
      assertThat(asset.headers().firstValue("Cache-Control").orElse("")).endsWith("immutable");
      assertThat(new GZIPInputStream(new ByteArrayInputStream(asset.body())))
          .hasBinaryContent(script.getBytes(UTF_8));
    }
  }

  private ArtifactDigest packed(Map<String, String> files)
      throws IOException, InterruptedException {
    var tar = new ByteArrayOutputStream();
    try (var out = new TarArchiveOutputStream(tar)) {
      for (var file : files.entrySet()) {
        var bytes = file.getValue().getBytes(UTF_8);
        var entry = new TarArchiveEntry(file.getKey());
        entry.setSize(bytes.length);
        out.putArchiveEntry(entry);
        out.write(bytes);
        out.closeArchiveEntry();
      }
    }
    var source =
        new Source(
            new CommitSha("0123456789abcdef0123456789abcdef01234567"),
            SampleSite.COMMITTED_AT,
            "89abcdef0123456789abcdef0123456789abcdef",
            "vite",
            "npm run build",
            "sha256:" + "0".repeat(64));
    var request =
        new PackRequest(source, Fallback.SINGLE_PAGE, Limits.USUAL, "dist", Set.of(), folder);
    var target = folder.resolve("packed.tar");
    var artifact = Packer.pack(new ByteArrayInputStream(tar.toByteArray()), request, target);
    Files.move(target, folder.resolve(artifact.digest().hex() + ".tar"));
    return artifact.digest();
  }
}
