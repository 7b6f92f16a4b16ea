package dev.slipway.artifact.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.artifact.ArtifactException;
import dev.slipway.artifact.Source;
import dev.slipway.artifact.image.AppBase.Described;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.App;
import dev.slipway.core.deployment.CommitSha;
import dev.slipway.core.deployment.ShortId;
import dev.slipway.core.project.ProjectName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppImageTest {

  private static final Instant COMMITTED_AT = Instant.parse("2026-01-02T03:04:05Z");
  private static final Source SOURCE =
      new Source(
          new CommitSha("0123456789abcdef0123456789abcdef01234567"),
          COMMITTED_AT,
          "f".repeat(40),
          "express",
          "npm run build",
          "sha256:" + "e".repeat(64));
  private static final byte[] LOWER = "the lower layer".getBytes(UTF_8);
  private static final byte[] UPPER = "the upper layer".getBytes(UTF_8);
  private static final byte[] PROGRAM = "the program".getBytes(UTF_8);

  @TempDir private Path folder;

  @Test
  void liesOnTheLayersThatAnEngineSavedWhateverTheyAreCalledAndHoweverCompressed()
      throws IOException, InterruptedException {
    var base = base("base");

    assertThat(base.architecture()).isEqualTo("amd64");
    assertThat(base.path()).isEqualTo("/usr/local/bin:/usr/bin");
    assertThat(base.digests())
        .extracting(AppBase.Digests::diff)
        .containsExactly(Hashing.of(LOWER), Hashing.of(UPPER));
    try (var lower = new GZIPInputStream(Files.newInputStream(base.files().getFirst()))) {
      assertThat(lower.readAllBytes()).isEqualTo(LOWER);
    }
    assertThat(folder.resolve("base")).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void isRefusedABaseOfWhichALayerIsMissing() throws IOException {
    var into = Files.createDirectory(folder.resolve("base"));
    var image = new Described("amd64", "/bin", List.of(Hashing.of(PROGRAM)));

    assertThatThrownBy(() -> AppBase.write(new ByteArrayInputStream(saved()), image, into))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining(Hashing.of(PROGRAM));
    assertThat(AppBase.in(into)).isEmpty();
  }

  @Test
  void runsTheAppAsNobodyWithAPortAndTheProgramsThatItBrings()
      throws IOException, InterruptedException {
    var image = write("one", new App("node server.js"), Map.of("NODE_ENV", "production"));

    assertThat(configuration(image))
        .contains(
            "\"User\":\"65532:65532\"",
            "\"ExposedPorts\":{\"8080/tcp\":{}}",
            "\"Env\":[\"HOME=/tmp\",\"LANG=C.UTF-8\",\"NODE_ENV=production\","
                + "\"PATH=/app/node_modules/.bin:/usr/local/bin:/usr/bin\",\"PORT=8080\"]",
            "\"Cmd\":[\"node\",\"server.js\"]",
            "\"WorkingDir\":\"/app\"",
            "\"dev.slipway.artifact\":\"sha256:" + Hashing.of(PROGRAM) + "\"",
            "\"dev.slipway.deployment\":\"a1b2c3d4e5\"",
            "\"diff_ids\":[\"sha256:%s\",\"sha256:%s\",\"sha256:%s\"]"
                .formatted(Hashing.of(LOWER), Hashing.of(UPPER), Hashing.of(PROGRAM)))
        .doesNotContain("Entrypoint", "StopSignal");
  }

  @Test
  void isTheSameForTheSameAppAndAnotherForAnother() throws IOException, InterruptedException {
    var one = write("one", new App("node server.js"), Map.of());
    var same = write("same", new App("node server.js"), Map.of());
    var other = write("other", new App("node other.js"), Map.of());

    assertThat(same.id()).isEqualTo(one.id());
    assertThat(same.file()).hasSameBinaryContentAs(one.file());
    assertThat(other.id()).isNotEqualTo(one.id());
  }

  @Test
  void isNotMadeOfAnotherProgramThanThatOfTheArtifact() throws IOException {
    var tar = Files.write(folder.resolve("other.tar"), UPPER);
    var to = Files.createDirectory(folder.resolve("to"));

    assertThatThrownBy(() ->
            ImageWriter.write(tar, image("base", new App("x"), Map.of()), SOURCE, facts(), to))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining(Hashing.of(PROGRAM));
  }

  private WrittenImage write(String to, App app, Map<String, String> environment)
      throws IOException, InterruptedException {
    var tar = Files.write(folder.resolve("program.tar"), PROGRAM);
    var image = image(to + "-base", app, environment);
    return ImageWriter.write(
        tar, image, SOURCE, facts(), Files.createDirectory(folder.resolve(to)));
  }

  private AppImage image(String base, App app, Map<String, String> environment)
      throws IOException, InterruptedException {
    return new AppImage(base(base), app, List.of("node_modules/.bin"), environment);
  }

  private static ImageFacts facts() {
    return new ImageFacts(
        new ProjectName("shop"),
        new ShortId("a1b2c3d4e5"),
        new ArtifactDigest(Hashing.of(PROGRAM)),
        Optional.empty());
  }

  private AppBase base(String name) throws IOException, InterruptedException {
    var into = Files.createDirectory(folder.resolve(name));
    var image =
        new Described(
            "amd64", "/usr/local/bin:/usr/bin", List.of(Hashing.of(LOWER), Hashing.of(UPPER)));
    AppBase.write(new ByteArrayInputStream(saved()), image, into);
    return AppBase.in(into).orElseThrow();
  }

  /// Returns an archive of an image, with one layer as older engines have them and one compressed.
  private static byte[] saved() throws IOException {
    var bytes = new ByteArrayOutputStream();
    var zipped = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(zipped)) {
      gzip.write(UPPER);
    }
    var entries = new LinkedHashMap<String, byte[]>();
    entries.put("blobs/sha256/0123", zipped.toByteArray());
    entries.put("abc/VERSION", "1.0".getBytes(UTF_8));
    entries.put("abc/json", new byte[0]);
    entries.put("abc/layer.tar", LOWER);
    entries.put("manifest.json", "[]".getBytes(UTF_8));
    try (var tar = new TarStream(bytes, COMMITTED_AT)) {
      for (var entry : entries.entrySet()) {
        tar.add(entry.getKey(), entry.getValue());
      }
      tar.addLink("def/layer.tar", "../abc/layer.tar");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  private static String configuration(WrittenImage image) throws IOException {
    try (var tar = new TarFile(image.file())) {
      for (var entry : tar.getEntries()) {
        if (entry.getName().endsWith("/" + image.id().hex())) {
          try (var in = tar.getInputStream(entry)) {
            return new String(in.readAllBytes(), UTF_8);
          }
        }
      }
    }
    throw new AssertionError("there is no configuration");
  }
}
