package dev.slipway.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactTest {

  private static final Manifest MANIFEST =
      Sample.manifest(
          Sample.file("404.html", 3),
          Sample.file("assets/größe.css", 0),
          Sample.file("assets/" + "long-".repeat(40) + ".js", 700, new Variant(Encoding.GZIP, 513)),
          Sample.file("index.html", 600, new Variant(Encoding.BROTLI, 5), variant(6)));

  @TempDir private Path folder;

  @Test
  void findsEveryBodyInPlace() throws IOException, InterruptedException {
    var tar = written(Sample.tar(MANIFEST));

    try (var artifact = Artifact.open(tar)) {
      var index = artifact.file("index.html").orElseThrow();
      assertThat(artifact.manifest()).isEqualTo(MANIFEST);
      assertThat(index.file()).isEqualTo(MANIFEST.files().getLast());
      assertThat(text(artifact, index.plain())).isEqualTo("p".repeat(600));
      assertThat(index.encoded()).hasSize(2);
      assertThat(text(artifact, extent(index, Encoding.BROTLI))).isEqualTo("bbbbb");
      assertThat(text(artifact, extent(index, Encoding.GZIP))).isEqualTo("gggggg");
      assertThat(artifact.file("assets/größe.css")).hasValueSatisfying(this::isEmpty);
      assertThat(artifact.file(MANIFEST.files().get(2).path())).isPresent();
      assertThat(artifact.weight()).isBetween(1_000L, 10_000L);
    }
  }

  @Test
  void knowsOnlyExactPaths() throws IOException, InterruptedException {
    try (var artifact = Artifact.open(written(Sample.tar(MANIFEST)))) {
      assertThat(artifact.file("")).isEmpty();
      assertThat(artifact.file("/index.html")).isEmpty();
      assertThat(artifact.file("manifest.json")).isEmpty();
      assertThat(artifact.file("files/index.html")).isEmpty();
      assertThat(artifact.file("INDEX.html")).isEmpty();
    }
  }

  @Test
  void isAPlainTarForEveryoneElse() throws IOException, InterruptedException {
    var names = new ArrayList<String>();
    try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(Sample.tar(MANIFEST)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        names.add(entry.getName());
        assertThat(entry.getMode() & 0777).isEqualTo(0644);
        assertThat(entry.getLongUserId()).isZero();
        assertThat(entry.getUserName()).isEmpty();
        assertThat(entry.getLastModifiedTime().toInstant()).isEqualTo("2026-11-20T10:11:12Z");
      }
    }

    assertThat(names)
        .startsWith("manifest.json", "files/404.html")
        .endsWith("files/index.html", "variants/index.html.br", "variants/index.html.gz");
  }

  @Test
  void keepsAFileApartFromAVariantOfTheSameName() throws IOException, InterruptedException {
    var manifest =
        Sample.manifest(
            Sample.file("app.js", 9, new Variant(Encoding.GZIP, 4)),
            Sample.file("app.js.gz", 7, new Variant(Encoding.GZIP, 5)));

    try (var artifact = Artifact.open(written(Sample.tar(manifest)))) {
      var file = artifact.file("app.js.gz").orElseThrow();
      assertThat(text(artifact, file.plain())).isEqualTo("ppppppp");
      assertThat(text(artifact, extent(file, Encoding.GZIP))).isEqualTo("ggggg");
    }
  }

  @Test
  void readsOnAfterAnInterruptedReaderClosedTheChannel() throws IOException, InterruptedException {
    try (var artifact = Artifact.open(written(Sample.tar(MANIFEST)))) {
      var extent = artifact.file("404.html").orElseThrow().plain();
      var interrupted =
          Thread.ofVirtual()
              .start(() -> {
                Thread.currentThread().interrupt();
                assertThatThrownBy(() -> artifact.read(extent))
                    .isInstanceOf(ArtifactException.class);
              });
      interrupted.join();

      assertThat(text(artifact, extent)).isEqualTo("ppp");
    }
  }

  @Test
  void readsNothingOnceItIsClosed() throws IOException, InterruptedException {
    var artifact = Artifact.open(written(Sample.tar(MANIFEST)));
    artifact.close();

    assertThatThrownBy(() -> artifact.read(new Extent(0, 1)))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining("is closed");
  }

  private static Variant variant(long size) {
    return new Variant(Encoding.GZIP, size);
  }

  private void isEmpty(StoredFile file) {
    assertThat(file.plain().length()).isZero();
  }

  private static Extent extent(StoredFile file, Encoding encoding) {
    return Map.copyOf(file.encoded()).getOrDefault(encoding, new Extent(0, 0));
  }

  private static String text(Artifact artifact, Extent extent) {
    return UTF_8.decode(artifact.read(extent)).toString();
  }

  private Path written(byte[] tar) throws IOException {
    return Files.write(folder.resolve("a.tar"), tar);
  }
}
