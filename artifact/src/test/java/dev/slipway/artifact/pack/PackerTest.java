package dev.slipway.artifact.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.aayushatharva.brotli4j.decoder.BrotliInputStream;
import com.github.luben.zstd.ZstdInputStream;
import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.ArtifactException;
import dev.slipway.artifact.Encoding;
import dev.slipway.artifact.Extent;
import dev.slipway.artifact.Fallback;
import dev.slipway.artifact.Limits;
import dev.slipway.artifact.ManifestFile;
import dev.slipway.artifact.PackedArtifact;
import dev.slipway.artifact.Source;
import dev.slipway.artifact.output.HostileTar;
import dev.slipway.core.deployment.CommitSha;
import dev.slipway.core.deployment.DeploymentFailure;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackerTest {

  private static final String SCRIPT = "export const answer = 'the answer is forty-two';\n";

  @TempDir private Path folder;
  private Path temporary;
  private Path target;

  @BeforeEach
  void makeFolders() throws IOException {
    temporary = Files.createDirectory(folder.resolve("temporary"));
    target = folder.resolve("artifact.tar");
  }

  @Test
  void packsWhatCanBeServed() throws IOException, InterruptedException {
    var tar =
        new HostileTar()
            .file("index.html", "<h1>Hello</h1>")
            .file("assets/app-GpEN3EET.js", SCRIPT.repeat(100))
            .file("assets/logo-GpEN3EET.svg", "<svg/>")
            .file(".env", "SECRET=1")
            .end();

    var packed = Packer.pack(tar, request(Fallback.SINGLE_PAGE), target);

    try (var artifact = Artifact.open(packed.file())) {
      var manifest = artifact.manifest();
      var script = artifact.file("assets/app-GpEN3EET.js").orElseThrow();
      assertThat(manifest.source()).isEqualTo(source("sha256:abc"));
      assertThat(manifest.fallback()).isEqualTo(Fallback.SINGLE_PAGE);
      assertThat(manifest.files()).hasSize(3);
      assertThat(script.file().immutable()).isTrue();
      assertThat(script.file().contentType()).isEqualTo("text/javascript; charset=utf-8");
      assertThat(text(artifact, script.plain())).isEqualTo(SCRIPT.repeat(100));
      assertThat(artifact.file("assets/logo-GpEN3EET.svg"))
          .hasValueSatisfying(logo -> assertThat(logo.file().immutable()).isFalse());
      assertThat(artifact.file(".env")).isEmpty();
    }
    assertThat(packed.files()).isEqualTo(3);
    assertThat(packed.bytes()).isEqualTo(14 + 100 * SCRIPT.length() + 6);
    assertThat(packed.notes()).singleElement().asString().contains("\".env\"");
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void storesWhatEveryDecoderGivesBack() throws IOException, InterruptedException {
    var packed = pack(new HostileTar().file("app.js", SCRIPT.repeat(5_000)).end());

    try (var artifact = Artifact.open(packed.file())) {
      var encoded = artifact.file("app.js").orElseThrow().encoded();
      assertThat(encoded).containsOnlyKeys(Encoding.values());
      for (var each : encoded.entrySet()) {
        var bytes = new byte[(int) each.getValue().length()];
        artifact.read(each.getValue()).get(bytes);
        assertThat(new String(decoded(each.getKey(), bytes), UTF_8))
            .isEqualTo(SCRIPT.repeat(5_000));
      }
      var gzip = artifact.read(encoded.getOrDefault(Encoding.GZIP, new Extent(0, 0)));
      assertThat(gzip.getInt(4)).as("time in gzip's header").isZero();
    }
  }

  @Test
  void keepsWhatPagesAskToBeFetchedEarly() throws IOException, InterruptedException {
    var link = "<link rel=modulepreload href=app.js>";
    var tar =
        new HostileTar()
            .file("docs/index.html", link)
            .file("huge.html", link + "x".repeat(1 << 20))
            .file("notes.txt", link)
            .file("plain.html", "<h1>Hello</h1>")
            .end();

    try (var artifact = Artifact.open(pack(tar).file())) {
      assertThat(artifact.manifest().files())
          .extracting(ManifestFile::path, ManifestFile::links)
          .containsExactly(
              tuple("docs/index.html", "</docs/app.js>; rel=modulepreload"),
              tuple("huge.html", ""),
              tuple("notes.txt", ""),
              tuple("plain.html", ""));
    }
  }

  @Test
  void takesTheRulesOfTheOutputAndServesNoneOfTheirFiles()
      throws IOException, InterruptedException {
    var tar =
        new HostileTar()
            .file("index.html", "<h1>Hello</h1>")
            .file("_redirects", "/a /b\n/c /d\n")
            .file("_headers", "/*\n  Basic-Auth: ada:secret\n")
            .file("netlify.toml", "secret")
            .file("sub/_redirects", "/x /y")
            .end();

    var packed = pack(tar);

    try (var artifact = Artifact.open(packed.file())) {
      assertThat(artifact.manifest().files())
          .extracting(ManifestFile::path)
          .containsExactly("index.html", "sub/_redirects");
      assertThat(artifact.manifest().rules().redirects()).hasSize(2);
      assertThat(artifact.manifest().rules().access()).hasSize(1);
    }
    assertThat(packed.notes())
        .containsExactly("Read _redirects: 2 rules.", "Read _headers: 1 rule.");
  }

  @Test
  void endsWithRulesThatAreHostile() throws IOException, InterruptedException {
    var nonsense = new byte[] {(byte) 0xff, 0, '\n', (byte) 0xc3, 0, ' ', '/', '\r'};
    var line = "/" + "a".repeat(1_900_000) + " /b";

    var binary =
        pack(
            new HostileTar()
                .header("_redirects", '0', nonsense.length, "")
                .body(nonsense)
                .file("_headers/index.html", "a folder")
                .end());
    try (var artifact = Artifact.open(binary.file())) {
      assertThat(artifact.manifest().rules().redirects()).isEmpty();
      assertThat(artifact.file("_headers/index.html")).isPresent();
    }
    var endless = pack(new HostileTar().file("_redirects", line).end());
    assertThat(endless.notes()).contains("Read _redirects: no rules.").hasSize(2);
    refusesRules(
        new HostileTar().file("_redirects", "/a /b\n".repeat(1_500_000)), "rules-too-large");
    refusesRules(new HostileTar().symbolicLink("_redirects", "/etc/passwd"), "output-link-outside");
    refusesRules(
        new HostileTar().symbolicLink("_headers", "../../etc/passwd"), "output-link-outside");
  }

  private void refusesRules(HostileTar tar, String code) {
    assertThatThrownBy(() -> pack(tar.end()))
        .isInstanceOf(DeploymentFailure.class)
        .hasMessageStartingWith(code);
  }

  @Test
  void storesNoVariantThatSavesTooLittle() throws IOException, InterruptedException {
    var noise = new byte[3_000];
    new Random(1).nextBytes(noise);
    var tar =
        new HostileTar()
            .file("small.js", "x".repeat(255))
            .file("large.js", "x".repeat(256))
            .file("photo.png", "x".repeat(5_000))
            .header("noise.js", '0', noise.length, "")
            .body(noise)
            .end();

    try (var artifact = Artifact.open(pack(tar).file())) {
      assertThat(artifact.file("small.js").orElseThrow().encoded()).isEmpty();
      assertThat(artifact.file("large.js").orElseThrow().encoded()).hasSize(3);
      assertThat(artifact.file("photo.png").orElseThrow().encoded()).isEmpty();
      assertThat(artifact.file("noise.js").orElseThrow().encoded()).isEmpty();
    }
  }

  @Test
  void givesTheSameBytesForTheSameFiles() throws IOException, InterruptedException {
    var one =
        new HostileTar()
            .file("index.html", SCRIPT.repeat(20))
            .file("a.js", SCRIPT.repeat(30))
            .file("b/c.css", SCRIPT.repeat(40));
    var same =
        new HostileTar()
            .folder("b/")
            .file("./b/c.css", SCRIPT.repeat(40))
            .file("./a.js", SCRIPT.repeat(30))
            .file("index.html", SCRIPT.repeat(20));

    var first = pack(one.end());
    var firstBytes = Files.readAllBytes(first.file());
    var second = pack(same.end());

    assertThat(second.digest()).isEqualTo(first.digest());
    assertThat(second.file()).hasBinaryContent(firstBytes);
  }

  @Test
  void givesOtherBytesForOtherFiles() throws InterruptedException {
    var one = pack(new HostileTar().file("index.html", "1").end());
    var renamed = pack(new HostileTar().file("Index.html", "1").end());
    var changed = pack(new HostileTar().file("index.html", "2").end());

    assertThat(Set.of(one.digest(), renamed.digest(), changed.digest())).hasSize(3);
  }

  @Test
  void namesTheArtifactByItsBytes() throws IOException, InterruptedException {
    var packed = pack(new HostileTar().file("index.html", "1").end());

    assertThat(packed.file()).hasDigest("SHA-256", packed.digest().hex());
  }

  @Test
  void routesInThePageOnlyWhereThatCanBe() throws IOException, InterruptedException {
    assertThat(fallback(new HostileTar().file("index.html", "1"))).isEqualTo(Fallback.SINGLE_PAGE);
    assertThat(fallback(new HostileTar().file("home.html", "1"))).isEqualTo(Fallback.NONE);
    assertThat(fallback(new HostileTar().file("index.html", "1").file("404.html", "2")))
        .isEqualTo(Fallback.NONE);
    assertThat(fallback(new HostileTar().file("index.html", "1").file("a/404.html", "2")))
        .isEqualTo(Fallback.SINGLE_PAGE);
  }

  @Test
  void leavesNothingBehindWhenItRefuses() {
    var tar = new HostileTar().file("index.html", "1").header("pipe", '6', 0, "").end();

    assertThatThrownBy(() -> pack(tar)).isInstanceOf(DeploymentFailure.class);
    assertThat(target).doesNotExist();
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void saysThatABrokenTarIsNotTheOwnersFault() {
    var tar = new HostileTar().file("index.html", "1").cutOff();

    assertThatThrownBy(() -> pack(tar))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining("0123456")
        .hasMessageContaining("cut off");
  }

  @Test
  void takesATimeOutForAFailureAndNotForAnInterruption() {
    var slow =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new SocketTimeoutException("the engine says nothing");
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            return read();
          }
        };

    assertThatThrownBy(() -> pack(slow))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining("the engine says nothing");
  }

  @Test
  void stopsWhenItIsInterrupted() {
    var tar = new HostileTar().file("index.html", "1").end();

    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> pack(tar)).isInstanceOf(InterruptedException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(target).doesNotExist();
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void stopsWhenItIsInterruptedOnceTheTarIsRead() throws IOException {
    var text = SCRIPT.repeat(40_000).getBytes(UTF_8);
    var tar = new HostileTar().header("a.js", '0', text.length, "").body(text).end();

    assertThatThrownBy(() -> Packer.pack(new Interrupting(tar), request(Fallback.NONE), target))
        .isInstanceOf(InterruptedException.class);
    assertThat(target).doesNotExist();
    assertThat(temporary).isEmptyDirectory();
  }

  private Fallback fallback(HostileTar tar) throws InterruptedException {
    try (var artifact =
        Artifact.open(Packer.pack(tar.end(), request(Fallback.SINGLE_PAGE), target).file())) {
      return artifact.manifest().fallback();
    }
  }

  private PackedArtifact pack(InputStream tar) throws InterruptedException {
    return Packer.pack(tar, request(Fallback.NONE), target);
  }

  private PackRequest request(Fallback fallback) {
    return new PackRequest(
        source("sha256:abc"),
        fallback,
        new Limits(100, 10_000_000),
        "",
        Set.of("assets/logo-GpEN3EET.svg"),
        temporary);
  }

  private static Source source(String builder) {
    return new Source(
        new CommitSha("0123456789abcdef0123456789abcdef01234567"),
        Instant.parse("2026-11-20T10:11:12Z"),
        "89abcdef0123456789abcdef0123456789abcdef",
        "vite",
        "npm run build",
        builder);
  }

  private static byte[] decoded(Encoding encoding, byte[] bytes) throws IOException {
    var in = new ByteArrayInputStream(bytes);
    try (var decoder =
        switch (encoding) {
          case BROTLI -> new BrotliInputStream(in);
          case ZSTD -> new ZstdInputStream(in);
          case GZIP -> new GZIPInputStream(in);
        }) {
      return decoder.readAllBytes();
    }
  }

  private static String text(Artifact artifact, Extent extent) {
    return UTF_8.decode(artifact.read(extent)).toString();
  }

  /// A stream whose end interrupts its reader.
  private static final class Interrupting extends FilterInputStream {
    private Interrupting(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      var count = super.read(bytes, offset, length);
      if (in.available() == 0) {
        Thread.currentThread().interrupt();
      }
      return count;
    }
  }
}
