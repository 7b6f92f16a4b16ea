package dev.slipway.runner.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.BrotliOutputStream;
import com.github.luben.zstd.ZstdOutputStream;
import dev.slipway.artifact.Encoding;
import dev.slipway.artifact.Fallback;
import dev.slipway.artifact.Limits;
import dev.slipway.artifact.Source;
import dev.slipway.artifact.pack.PackRequest;
import dev.slipway.artifact.pack.Packer;
import dev.slipway.core.build.Trust;
import dev.slipway.core.deployment.CommitSha;
import dev.slipway.core.deployment.DeploymentFailure;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.ProjectId;
import dev.slipway.runner.log.BuildLog;
import dev.slipway.runner.log.RecordingLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LeakCheckTest {

  private static final String KEY = "-----BEGIN KEY-----\nMIIEvQ\n-----END KEY-----\n";

  private static final long MIB = 1L << 20;

  @TempDir private Path folder;
  private final RecordingLog written = new RecordingLog();
  private final GivenVariables variables =
      new GivenVariables()
          .secret("TOKEN", "canary/1234")
          .secret("KEY", KEY)
          .secret("PIN", "1234567")
          .plain("SITE", "https://example.com");

  @Test
  void findsNothingInASiteWithoutSecrets() {
    assertThatCode(() ->
            check(
                Map.of(
                    "index.html", "https://example.com 1234567 canary/1235",
                    "app.js", "'-----BEGIN KEY-----' + '-----END KEY-----'",
                    "empty.txt", "")))
        .doesNotThrowAnyException();
    assertThat(written.text()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"canary/1234", "canary%2F1234", "canary%2f1234", "Y2FuYXJ5LzEyMzQ="})
  void namesTheFileThatHasASecretInAnyForm(String form) {
    assertThatThrownBy(
            () -> check(Map.of("index.html", "ok", "assets/app.js", "x".repeat(100) + form + "y")))
        .isInstanceOfSatisfying(
            DeploymentFailure.class,
            failure -> {
              assertThat(failure.reason().code()).isEqualTo("secret-in-output");
              assertThat(failure.reason().what())
                  .endsWith("The value of TOKEN is in assets/app.js.");
              assertThat(failure.reason().whatToDo()).contains("make the variable public");
            });
    assertThat(written.text()).isEqualTo("==> The value of TOKEN is in assets/app.js.\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"canary/1234", "a/canary%2F1234.txt", "Y2FuYXJ5LzEyMzQ"})
  void findsASecretInTheNameOfAFile(String path) {
    assertThatThrownBy(() -> check(Map.of("index.html", "ok", path, "")))
        .isInstanceOf(DeploymentFailure.class)
        .hasMessageContaining("The value of TOKEN is in " + path);
  }

  @Test
  void findsASecretAcrossThePiecesThatAFileIsReadIn() {
    for (int before = 65_530; before <= 65_537; before++) {
      var text = "x".repeat(before) + "canary/1234";

      assertThatThrownBy(() -> check(Map.of("a.js", text))).isInstanceOf(DeploymentFailure.class);
    }
  }

  @Test
  void findsSecretsOfSeveralLinesAndTellsOfAllFiles() {
    var code = Base64.getEncoder().encodeToString(("u:" + KEY).getBytes(UTF_8));

    assertThatThrownBy(() ->
            check(
                Map.of(
                    "a.pem", KEY,
                    "b.json", "{\"key\":\"" + KEY.replace("\n", "\\n") + "\"}",
                    "c.txt", code + " canary/1234")))
        .hasMessageContaining("The log has 3 more.");
    assertThat(written.lines())
        .containsExactly(
            "==> The value of KEY is in a.pem.",
            "==> The value of KEY is in b.json.",
            "==> The value of KEY is in c.txt.",
            "==> The value of TOKEN is in c.txt.");
  }

  @ParameterizedTest
  @EnumSource(Encoding.class)
  void looksIntoWhatTheBuildHasCompressed(Encoding encoding) throws IOException {
    var path = "app.js" + encoding.suffix();
    var packed = packed(encoding, "x".repeat(200_000) + "canary/1234");

    assertThatThrownBy(() -> checkBytes(Map.of("app.js", bytes("ok"), path, packed)))
        .hasMessageContaining("The value of TOKEN is in " + path + ".");
  }

  @Test
  void takesNoFileForCompressedBecauseOfItsName() {
    assertThatCode(() -> check(Map.of("a.gz", "no gzip", "b.br", "no brotli", "c.zst", "no zstd")))
        .doesNotThrowAnyException();
    assertThat(written.text()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Encoding.class)
  void looksOnlySoFarIntoWhatHoldsMoreThanItLooksLike(Encoding encoding) throws IOException {
    var path = "bomb" + encoding.suffix();
    var bomb = packed(encoding, "0".repeat((int) MIB + 1));

    assertThatCode(() -> checkBytes(Map.of(path, bomb))).doesNotThrowAnyException();
    assertThat(bomb.length).isLessThan((int) MIB / 100);
    assertThat(written.lines())
        .containsExactly(
            "==> "
                + path
                + " holds more than can be looked through: secrets were sought in its"
                + " first 1,048,576 bytes only.");
  }

  private static byte[] packed(Encoding encoding, String text) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var in = encoder(encoding, out)) {
      in.write(bytes(text));
    }
    return out.toByteArray();
  }

  private static OutputStream encoder(Encoding encoding, OutputStream out) throws IOException {
    return switch (encoding) {
      case GZIP -> new GZIPOutputStream(out);
      case ZSTD -> new ZstdOutputStream(out);
      case BROTLI -> {
        Brotli4jLoader.ensureAvailability();
        yield new BrotliOutputStream(out);
      }
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private void check(Map<String, String> files) throws IOException, InterruptedException {
    var all = new TreeMap<String, byte[]>();
    files.forEach((path, text) -> all.put(path, bytes(text)));
    checkBytes(all);
  }

  private void checkBytes(Map<String, byte[]> files) throws IOException, InterruptedException {
    var project = new ProjectId(UUID.randomUUID());
    var given = variables.forBuild(project, new BranchName("next"), Trust.PREVIEW);
    var target = folder.resolve(UUID.randomUUID() + ".tar");
    var source = new Source(new CommitSha("a".repeat(40)), Instant.EPOCH, "", "Vite", "x", "y");
    var request = new PackRequest(source, Fallback.NONE, Limits.USUAL, "", Set.of(), folder);
    Packer.pack(new ByteArrayInputStream(tar(files)), request, target);
    try (var log = new BuildLog(written, 1 << 20)) {
      new LeakCheck(given.secrets().stream().filter(LeakCheckTest::isLong).toList(), log, MIB)
          .checkSite(target);
    }
  }

  private static boolean isLong(dev.slipway.core.variable.Variable secret) {
    return !secret.key().value().equals("PIN");
  }

  private static byte[] tar(Map<String, byte[]> files) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
      for (var file : new TreeMap<>(files).entrySet()) {
        var content = file.getValue();
        var entry = new TarArchiveEntry(file.getKey());
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }
}
