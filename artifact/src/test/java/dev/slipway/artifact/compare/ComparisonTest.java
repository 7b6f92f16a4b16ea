package dev.slipway.artifact.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.Fallback;
import dev.slipway.artifact.Limits;
import dev.slipway.artifact.Source;
import dev.slipway.artifact.pack.PackRequest;
import dev.slipway.artifact.pack.Packer;
import dev.slipway.core.deployment.CommitSha;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {

  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  @TempDir private Path folder;
  private int packed;

  @Test
  void findsNoDifferenceBetweenTheSame() throws IOException, InterruptedException {
    var files = Map.of("index.html", "<h1>Hello</h1>", "app.js", "run()");

    var comparison = compare(files, files);

    assertThat(comparison.isSame()).isTrue();
    assertThat(comparison.lines()).isEmpty();
    assertThat(comparison.summary()).isEqualTo("nothing differs");
  }

  @Test
  void findsFilesThatOnlyOneHas() throws IOException, InterruptedException {
    var comparison =
        compare(
            Map.of("index.html", "x", "old.js", "x", "both.js", "x"),
            Map.of("index.html", "x", "new.js", "x", "both.js", "x"));

    assertThat(comparison.onlyInOne()).containsExactly("old.js");
    assertThat(comparison.onlyInOther()).containsExactly("new.js");
    assertThat(comparison.differing()).isEmpty();
    assertThat(comparison.summary()).isEqualTo("2 files differ");
  }

  @Test
  void recognisesATime() throws IOException, InterruptedException {
    var comparison =
        compare(
            Map.of("index.html", "<p>Built at 2026-11-22T09:00:00.123Z.</p>"),
            Map.of("index.html", "<p>Built at 2026-11-22T09:05:17.456Z.</p>"));

    var hint = comparison.differing().getFirst().hint().orElseThrow();
    assertThat(hint.kind()).isEqualTo(Hint.Kind.TIME);
    assertThat(hint.offset()).isEqualTo("<p>Built at 2026-11-22T09:0".length());
    assertThat(comparison.lines())
        .containsExactly(
            "index.html (41 B; from byte 27 on it looks like a time: \"2026-11-22T09:00:00.123Z.</p>\""
                + " and \"2026-11-22T09:05:17.456Z.</p>\")");
  }

  @Test
  void recognisesABuildId() throws IOException, InterruptedException {
    var comparison =
        compare(
            Map.of("index.html", "{\"buildId\":\"kQ3vZ81xyP-a\",\"page\":\"/\"}"),
            Map.of("index.html", "{\"buildId\":\"kQ3vW07abL_b\",\"page\":\"/\"}"));

    assertThat(comparison.differing().getFirst().hint().orElseThrow().kind())
        .isEqualTo(Hint.Kind.ID);
  }

  @Test
  void tellsTheSizesOfWhatIsNoText() throws IOException, InterruptedException {
    var comparison = compare(Map.of("a.png", "one"), Map.of("a.png", "other"));

    assertThat(comparison.lines()).containsExactly("a.png (3 B and 5 B)");
  }

  @Test
  void showsNothingOfAFileThatCouldDisturbATerminal() throws IOException, InterruptedException {
    var comparison =
        compare(Map.of("a.txt", "\u001b[31mred\r\nhot"), Map.of("a.txt", "\u001b[32mgreen\r\nhot"));

    assertThat(comparison.lines().getFirst()).doesNotContain("\u001b", "\r", "\n");
  }

  @Test
  void looksIntoAFewTextsOnly() throws IOException, InterruptedException {
    var one = new TreeMap<String, String>();
    var other = new TreeMap<String, String>();
    for (int i = 0; i < Comparison.HINTS + 5; i++) {
      one.put("page-" + i + ".html", "one " + i);
      other.put("page-" + i + ".html", "other " + i);
    }

    var comparison = compare(one, other);

    assertThat(comparison.differing()).hasSize(Comparison.HINTS + 5);
    assertThat(comparison.differing().stream().filter(each -> each.hint().isPresent()))
        .hasSize(Comparison.HINTS);
  }

  @Test
  void tellsWhatElseDiffers() throws IOException, InterruptedException {
    var files = Map.of("index.html", "x");
    try (var one = Artifact.open(pack(files, COMMIT));
        var other = Artifact.open(pack(files, "f".repeat(40)))) {

      var comparison = Comparison.of(one, other);

      assertThat(comparison.isSame()).isFalse();
      assertThat(comparison.summary()).isEqualTo("the files are the same");
      assertThat(comparison.lines())
          .containsExactly("The commit differs: " + COMMIT + " and " + "f".repeat(40) + ".");
    }
  }

  private Comparison compare(Map<String, String> before, Map<String, String> after)
      throws IOException, InterruptedException {
    try (var one = Artifact.open(pack(before, COMMIT));
        var other = Artifact.open(pack(after, COMMIT))) {
      return Comparison.of(one, other);
    }
  }

  private Path pack(Map<String, String> files, String commit)
      throws IOException, InterruptedException {
    var target = folder.resolve("artifact-" + ++packed + ".tar");
    var spool = Files.createDirectories(folder.resolve("spool"));
    var source =
        new Source(
            new CommitSha(commit),
            Instant.parse("2026-11-20T10:11:12Z"),
            "89abcdef0123456789abcdef0123456789abcdef",
            "vite",
            "npm run build",
            "sha256:abc");
    var request = new PackRequest(source, Fallback.NONE, Limits.USUAL, "", Set.of(), spool);
    return Packer.pack(tar(files), request, target).file();
  }

  private static ByteArrayInputStream tar(Map<String, String> files) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes)) {
      for (var file : new TreeMap<>(files).entrySet()) {
        var content = file.getValue().getBytes(UTF_8);
        var entry = new TarArchiveEntry(file.getKey());
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }
}
