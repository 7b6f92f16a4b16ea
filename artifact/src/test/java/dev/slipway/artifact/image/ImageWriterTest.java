package dev.slipway.artifact.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.artifact.ArtifactException;
import dev.slipway.artifact.ArtifactWriter;
import dev.slipway.artifact.Encoding;
import dev.slipway.artifact.Fallback;
import dev.slipway.artifact.Manifest;
import dev.slipway.artifact.ManifestFile;
import dev.slipway.artifact.Source;
import dev.slipway.artifact.Variant;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.CommitSha;
import dev.slipway.core.deployment.ShortId;
import dev.slipway.core.project.ProjectName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageWriterTest {

  private static final Instant COMMITTED_AT = Instant.parse("2026-11-03T08:09:10Z");
  private static final Pattern BLOB = Pattern.compile("blobs/sha256/[0-9a-f]{64}");
  private static final Pattern DIGEST = Pattern.compile("sha256:([0-9a-f]{64})");

  @TempDir private Path folder;

  @Test
  void writesTheSameBytesEachTime() throws IOException, InterruptedException {
    var tar = artifact(COMMITTED_AT, "index.html", "app.js");
    Files.setLastModifiedTime(tar, FileTime.from(Instant.parse("2001-02-03T04:05:06Z")));
    var first = write(tar, "shop", "one");
    Files.setLastModifiedTime(tar, FileTime.from(Instant.parse("2031-02-03T04:05:06Z")));

    var again = write(tar, "shop", "two");

    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.size()).isEqualTo(first.size()).isEqualTo(Files.size(first.file()));
    assertThat(again.file()).hasSameBinaryContentAs(first.file());
  }

  @Test
  void givesAnotherDeploymentAnotherId() throws IOException, InterruptedException {
    var tar = artifact(COMMITTED_AT, "index.html");

    assertThat(write(tar, "shop", "one").id()).isNotEqualTo(write(tar, "blog", "two").id());
  }

  @Test
  void isAnOciLayoutWhoseDigestsHold() throws IOException, InterruptedException {
    var image = write(artifact(COMMITTED_AT, "index.html", "app.js"), "shop", "one");

    var entries = read(Files.readAllBytes(image.file()));

    assertThat(text(entries, "oci-layout")).isEqualTo("{\"imageLayoutVersion\":\"1.0.0\"}");
    entries.forEach((name, body) -> {
      if (name.startsWith("blobs/sha256/") && !name.endsWith("/")) {
        assertThat(Hashing.of(body)).isEqualTo(name.substring("blobs/sha256/".length()));
      }
    });
    var manifest = text(entries, "blobs/sha256/" + digests(text(entries, "index.json")).getFirst());
    var named = digests(manifest);
    assertThat(named).hasSize(3).first().isEqualTo(image.id().hex());
    named.forEach(
        digest -> assertThat(manifest).contains("\"size\":" + blob(entries, digest).length));
    var config = text(entries, "blobs/sha256/" + image.id().hex());
    var diffIds = digests(config.substring(config.indexOf("diff_ids")));
    assertThat(diffIds)
        .containsExactly(
            Hashing.of(unzipped(blob(entries, named.get(1)))),
            Hashing.of(unzipped(blob(entries, named.get(2)))));
    assertThat(config).contains("\"architecture\":\"amd64\"", "\"os\":\"linux\"");
  }

  @Test
  void isAnArchiveForDockerToo() throws IOException, InterruptedException {
    var image = write(artifact(COMMITTED_AT, "index.html"), "shop", "one");

    var entries = read(Files.readAllBytes(image.file()));

    var manifest = text(entries, "manifest.json");
    assertThat(manifest)
        .contains("\"Config\":\"blobs/sha256/" + image.id().hex() + "\"")
        .contains("\"RepoTags\":[\"slipway/shop:a1b2c3d4e5\"]");
    assertThat(entries.keySet()).containsAll(blobs(manifest));
  }

  @Test
  void hasFilesOfTheCommitsTimeThatNobodyMayWriteTo() throws IOException, InterruptedException {
    var image = write(artifact(COMMITTED_AT, "index.html", "app.js"), "shop", "one");
    var entries = read(Files.readAllBytes(image.file()));
    var manifest = text(entries, "blobs/sha256/" + digests(text(entries, "index.json")).getFirst());

    var layer = unzipped(blob(entries, digests(manifest).get(2)));

    try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(layer))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        assertThat(entry.getLastModifiedTime().toInstant()).isEqualTo(COMMITTED_AT);
        assertThat(entry.getMode() & 0777).isEqualTo(entry.isDirectory() ? 0755 : 0644);
        assertThat(entry.getLongUserId() + entry.getLongGroupId()).isZero();
      }
    }
    assertThat(read(layer).keySet())
        .containsExactly(
            "etc/",
            "etc/slipway/",
            "etc/slipway/nginx.conf",
            "site/",
            "site/app.js",
            "site/app.js.br",
            "site/app.js.gz",
            "site/index.html");
  }

  @Test
  void neverHasATimeOfZero() throws IOException, InterruptedException {
    var image = write(artifact(Instant.EPOCH, "index.html"), "shop", "one");

    var config = text(read(Files.readAllBytes(image.file())), "blobs/sha256/" + image.id().hex());

    assertThat(config).contains("\"created\":\"1970-01-01T00:00:01Z\"");
  }

  @Test
  void refusesABaseThatIsNotWhatItSays() throws IOException, InterruptedException {
    var tar = artifact(COMMITTED_AT, "index.html");
    var base = base();
    Files.writeString(base.file(), "something else");
    var to = Files.createDirectory(folder.resolve("to"));

    assertThatThrownBy(() -> ImageWriter.write(tar, base, facts("shop"), to))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining(base.digest());
  }

  @Test
  void findsNoBaseWhereThereIsNoneAndRefusesOneWithoutFacts() throws IOException {
    assertThat(BaseLayer.in(folder)).isEmpty();

    Files.writeString(folder.resolve("layer.tar.gz"), "");
    Files.writeString(folder.resolve("layer.json"), "{\"architecture\": \"amd64\"}");
    assertThatThrownBy(() -> BaseLayer.in(folder))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining("setup/image-base");
  }

  private WrittenImage write(Path tar, String project, String to)
      throws IOException, InterruptedException {
    return ImageWriter.write(
        tar, base(), facts(project), Files.createDirectory(folder.resolve(to)));
  }

  private static ImageFacts facts(String project) {
    return new ImageFacts(
        new ProjectName(project),
        new ShortId("a1b2c3d4e5"),
        new ArtifactDigest("5".repeat(64)),
        Optional.empty());
  }

  /// Returns a base that `setup/image-base` could have made, but that it has nothing in it.
  private BaseLayer base() throws IOException {
    var plain = new byte[10_240];
    var zipped = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(zipped)) {
      gzip.write(plain);
    }
    Files.write(folder.resolve("layer.tar.gz"), zipped.toByteArray());
    Files.writeString(
        folder.resolve("layer.json"),
        "{\"architecture\": \"amd64\", \"diffId\": \"%s\", \"digest\": \"%s\"}"
            .formatted(Hashing.of(plain), Hashing.of(zipped.toByteArray())));
    return BaseLayer.in(folder).orElseThrow();
  }

  private Path artifact(Instant committedAt, String... paths)
      throws IOException, InterruptedException {
    var source =
        new Source(
            new CommitSha("0123456789abcdef0123456789abcdef01234567"),
            committedAt,
            "89abcdef0123456789abcdef0123456789abcdef",
            "static",
            "",
            "");
    var files = List.of(paths).stream().sorted(Manifest.ORDER).map(ImageWriterTest::file).toList();
    var manifest = new Manifest(Manifest.FORMAT, source, Fallback.NONE, files);
    var tar = Files.createTempFile(folder, "artifact", ".tar");
    try (var out = Files.newOutputStream(tar)) {
      ArtifactWriter.write(manifest, new Bodies(), out);
    }
    return tar;
  }

  private static ManifestFile file(String path) {
    var variants =
        path.endsWith(".js")
            ? List.of(
                new Variant(Encoding.BROTLI, 3),
                new Variant(Encoding.ZSTD, 3),
                new Variant(Encoding.GZIP, 3))
            : List.<Variant>of();
    return new ManifestFile(path, 5, "0".repeat(64), "text/plain", false, variants);
  }

  private record Bodies() implements ArtifactWriter.Bodies {

    @Override
    public InputStream plain(ManifestFile file) {
      return new ByteArrayInputStream("plain".getBytes(UTF_8));
    }

    @Override
    public InputStream variant(ManifestFile file, Encoding encoding) {
      return new ByteArrayInputStream("var".getBytes(UTF_8));
    }
  }

  private static Map<String, byte[]> read(byte[] bytes) throws IOException {
    var entries = new LinkedHashMap<String, byte[]>();
    try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(bytes))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        entries.put(entry.getName(), tar.readAllBytes());
      }
    }
    return entries;
  }

  private static byte[] blob(Map<String, byte[]> entries, String digest) {
    return entries.getOrDefault("blobs/sha256/" + digest, new byte[0]);
  }

  private static String text(Map<String, byte[]> entries, String name) {
    return new String(entries.getOrDefault(name, new byte[0]), UTF_8);
  }

  private static List<String> digests(String text) {
    return DIGEST.matcher(text).results().map(found -> found.group(1)).toList();
  }

  private static List<String> blobs(String text) {
    return BLOB.matcher(text).results().map(found -> found.group()).toList();
  }

  private static byte[] unzipped(byte[] bytes) throws IOException {
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return gzip.readAllBytes();
    }
  }
}
