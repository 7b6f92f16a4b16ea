package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.secret.Secret;
import dev.slipway.core.variable.Variable;
import dev.slipway.core.variable.VariableKey;
import dev.slipway.core.variable.VariableKind;
import dev.slipway.core.variable.VariableScope;
import dev.slipway.core.variable.VariableUse;
import dev.slipway.runner.build.Remains;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Gives secrets to real builds that do all they can to show them, and looks for them everywhere.
final class SecretsIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String TOKEN = "canary/T0ken+é?&=";
  private static final String KEY =
      "-----BEGIN KEY-----\nMIICANARY1\nMIICANARY2=\n-----END KEY-----";

  /// What must not be anywhere: parts of the secrets in every form that the builds write.
  private static final List<String> TRACES =
      List.of(
          "canary",
          "T0ken",
          "MIICANARY",
          "2FuYXJ5", // of its Base64 at each of the three places of a group
          "Y2FuYXJ5",
          "NhbmFye",
          "jYW5hcnk",
          "63616e617279",
          "%2FT0ken");

  private static final String PACKAGE =
      """
      {"private": true, "scripts": {
        "preinstall": "node -e \\"console.log('install has NODE_ENV', process.env.NODE_ENV)\\"",
        "build": "node build.js"}}
      """;

  private static final String SHOW =
      """
      const fs = require('fs');
      const {TOKEN, KEY, SITE} = process.env;
      const code = (text, form) => Buffer.from(text).toString(form);
      console.log('plain', TOKEN, TOKEN + TOKEN);
      console.error('error', TOKEN);
      for (const user of ['', 'u', 'us', 'use']) {
        console.log('base64', code(user + TOKEN, 'base64'), code(user + TOKEN + user, 'base64url'));
      }
      console.log('url', encodeURIComponent(TOKEN), new URLSearchParams({q: TOKEN}).toString());
      console.log('hex', code(TOKEN, 'hex'));
      console.log('json', JSON.stringify({TOKEN, KEY}));
      console.log('object', {TOKEN, KEY});
      console.log(KEY);
      console.log('colour', TOKEN.slice(0, 5) + '\\u001b[31m' + TOKEN.slice(5) + '\\u001b[0m');
      console.log('x'.repeat(65536 - 9) + TOKEN);
      console.log('env', process.env.CI, process.env.NODE_ENV, process.env.SLIPWAY_PROJECT,
        process.env.SLIPWAY_ENVIRONMENT, process.env.SLIPWAY_BRANCH, process.env.SLIPWAY_URL);
      fs.mkdirSync('dist');
      fs.writeFileSync('dist/index.html', `<p>${SITE}</p>`);
      let at = 0;
      const piece = () => {
        const bytes = Buffer.from('pieces ' + TOKEN + ' end\\n');
        if (at < bytes.length) {
          process.stdout.write(bytes.subarray(at, ++at), () => setTimeout(piece, 3));
        }
      };
      piece();
      """;

  @TempDir private Path folder;
  private TestPlatform platform;
  private Remains remains;

  @BeforeEach
  void startPlatform() throws IOException {
    platform = new TestPlatform(folder);
    remains = new Remains(platform.instance);
  }

  @AfterEach
  void stopPlatform() {
    remains.close();
    platform.close();
  }

  @Test
  void areInNoLogAndNoArtifactHoweverABuildShowsThem()
      throws IOException, InterruptedException, TimeoutException {
    var deployment = deploy(SHOW);

    assertThat(deployment.state()).as(platform.log(deployment)).isEqualTo(DeploymentState.READY);
    var log = platform.log(deployment);
    assertThat(log)
        .contains(
            "install has NODE_ENV undefined",
            "plain *** ***",
            "error ***",
            "hex ***",
            "pieces *** end",
            "env true production blog production main http://"
                + deployment.shortId()
                + ".localhost:8080")
        .doesNotContain(TRACES);
    var tar = platform.artifacts.find(deployment.artifact().orElseThrow()).orElseThrow();
    assertThat(Files.readString(tar, StandardCharsets.ISO_8859_1))
        .contains("<p>https://site.example.com</p>")
        .doesNotContain(TRACES);
  }

  @Test
  void areInNoReasonOfABuildThatFails() throws IOException, InterruptedException, TimeoutException {
    var deployment = deploy("throw new Error('401 for ' + process.env.TOKEN)");

    assertThat(deployment.state()).isEqualTo(DeploymentState.FAILED);
    assertThat(deployment.reason().orElseThrow().what())
        .contains("401 for ***")
        .doesNotContain(TRACES);
    assertThat(platform.log(deployment)).doesNotContain(TRACES);
  }

  @Test
  void areNotDeployedInAPage() throws IOException, InterruptedException, TimeoutException {
    var deployment =
        deploy(
            """
            const fs = require('fs');
            fs.mkdirSync('dist');
            fs.writeFileSync('dist/index.html', 'ok');
            fs.writeFileSync('dist/app.js', `const token = ${JSON.stringify(process.env.TOKEN)}`);
            """);

    assertThat(deployment.state()).isEqualTo(DeploymentState.FAILED);
    assertThat(deployment.artifact()).isEmpty();
    assertThat(deployment.reason().orElseThrow().code()).isEqualTo("secret-in-output");
    assertThat(platform.log(deployment))
        .contains("==> The value of TOKEN is in app.js.")
        .doesNotContain(TRACES);
  }

  private Deployment deploy(String build)
      throws IOException, InterruptedException, TimeoutException {
    var queued =
        platform.queue(platform.repository(Map.of("package.json", PACKAGE, "build.js", build)));
    platform.variables.set(
        queued.project(),
        List.of(
            variable("TOKEN", VariableKind.SECRET, TOKEN),
            variable("KEY", VariableKind.SECRET, KEY),
            variable("SITE", VariableKind.PUBLIC, "https://site.example.com")));
    try (var runner = platform.start()) {
      assertThat(runner.exitCode(PATIENCE)).as(runner.errors()).isZero();
      assertThat(runner.errors()).contains("Claimed job=").doesNotContain(TRACES);
    }
    return platform.deployment(queued.id());
  }

  private static Variable variable(String key, VariableKind kind, String value) {
    return new Variable(
        new VariableKey(key),
        new VariableScope.Everywhere(),
        kind,
        VariableUse.BOTH,
        new Secret(value));
  }
}
