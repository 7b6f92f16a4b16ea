package dev.slipway.runner.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LeakCheckTest {

  private static final String KEY = "-----BEGIN KEY-----\nMIIEvQ\n-----END KEY-----\n";

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

  private void check(Map<String, String> files) throws IOException, InterruptedException {
    var project = new ProjectId(UUID.randomUUID());
    var given = variables.forBuild(project, new BranchName("next"), Trust.PREVIEW);
    var target = folder.resolve(UUID.randomUUID() + ".tar");
    var source = new Source(new CommitSha("a".repeat(40)), Instant.EPOCH, "", "Vite", "x", "y");
    var request = new PackRequest(source, Fallback.NONE, Limits.USUAL, "", Set.of(), folder);
    Packer.pack(new ByteArrayInputStream(tar(files)), request, target);
    try (var log = new BuildLog(written, 1 << 20)) {
      new LeakCheck(given.secrets().stream().filter(LeakCheckTest::isLong).toList(), log)
          .checkSite(target);
    }
  }

  private static boolean isLong(dev.slipway.core.variable.Variable secret) {
    return !secret.key().value().equals("PIN");
  }

  private static byte[] tar(Map<String, String> files) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
      for (var file : new TreeMap<>(files).entrySet()) {
        var content = file.getValue().getBytes(UTF_8);
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
