package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.delivery.Intent;
import dev.slipway.core.deployment.App;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.ProjectId;
import dev.slipway.core.secret.Secret;
import dev.slipway.core.variable.Variable;
import dev.slipway.core.variable.VariableKey;
import dev.slipway.core.variable.VariableKind;
import dev.slipway.core.variable.VariableScope;
import dev.slipway.core.variable.VariableUse;
import dev.slipway.runner.build.Remains;
import dev.slipway.runner.build.RunningApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Takes servers of Node and Python through whole jobs by the real program, a real engine and a
/// real database, then loads and runs their images.
final class AppImageIT {

  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private static final BranchName MAIN = new BranchName("main");
  private static final String CANARY = "canary-5ecret-value";

  private static final String NODE_SERVER =
      """
      const isOdd = require('is-odd');
      require('http')
        .createServer((request, response) =>
          response.end(JSON.stringify({
            path: request.url, odd: isOdd(3), uid: process.getuid(),
            folder: process.cwd(), mode: process.env.NODE_ENV})))
        .listen(process.env.PORT);
      """;

  private static final String NODE_MANIFEST =
      """
      {"private": true, "main": "server.js", "scripts": {"start": "node server.js"},
       "dependencies": {"is-odd": "3.0.1"}, "devDependencies": {"is-even": "1.0.0"}}
      """;

  private static final String PYTHON_SERVER =
      """
      import os
      from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

      import greeting


      class Handler(BaseHTTPRequestHandler):
          def do_GET(self):
              self.send_response(200)
              self.end_headers()
              self.wfile.write(f"{greeting.TEXT} {self.path} {os.getuid()} {os.getcwd()}".encode())


      ThreadingHTTPServer(("", int(os.environ["PORT"])), Handler).serve_forever()
      """;

  /// What is saved of the builder images, once for all tests.
  @SuppressWarnings("NonFinalStaticField") // JUnit sets it
  @TempDir
  private static Path bases;

  @TempDir private Path folder;
  private TestPlatform platform;
  private Remains remains;

  @BeforeEach
  void startPlatform() throws IOException {
    platform = new TestPlatform(folder);
    remains = new Remains(platform.instance);
    Files.createSymbolicLink(Files.createDirectories(platform.work()).resolve("bases"), bases);
  }

  @AfterEach
  void stopPlatform() {
    remains.close();
    platform.close();
  }

  @Test
  void runsAServerOfNodeWithoutItsPackagesForDevelopment()
      throws IOException, InterruptedException, TimeoutException {
    var project =
        project(Map.of("package.json", NODE_MANIFEST, "server.js", NODE_SERVER, ".env", "X=y"));

    var deployed = run(project, deploy(Optional.empty(), false));
    var image = image();

    assertThat(deployed.state()).as(platform.log(deployed)).isEqualTo(DeploymentState.READY);
    assertThat(deployed.app()).contains(new App("node server.js"));
    try (var app = new RunningApp(tar(image), image)) {
      assertThat(app.get("/hello"))
          .isEqualTo(
              "{\"path\":\"/hello\",\"odd\":true,\"uid\":65532,\"folder\":\"/app\",\"mode\":\"production\"}");
      assertThat(app.id()).isEqualTo(image);
      assertThat(app.user()).isEqualTo("65532:65532");
      assertThat(app.command()).containsExactly("node", "server.js");
      assertThat(app.environment()).contains("PORT=8080", "NODE_ENV=production");
      assertThat(app.labels())
          .containsEntry("dev.slipway.deployment", deployed.shortId().value())
          .containsEntry("dev.slipway.project", "blog")
          .containsEntry(
              "org.opencontainers.image.revision", deployed.commit().orElseThrow().sha().value())
          .containsEntry("dev.slipway.artifact", deployed.artifact().orElseThrow().toString());
    }
    assertThat(files(deployed))
        .contains("app/server.js", "app/node_modules/is-odd/index.js")
        .doesNotContain("app/.env", "app/node_modules/is-even/index.js");
    assertThat(platform.log(deployed)).contains("Left out \".env\": what is in such files");
  }

  @Test
  void makesTheSameProgramTwiceAndTakesItOverWhereNothingChanged()
      throws IOException, InterruptedException, TimeoutException {
    var project = project(Map.of("package.json", NODE_MANIFEST, "server.js", NODE_SERVER));
    var first = run(project, deploy(Optional.empty(), false));

    var rebuilt = run(project, deploy(first.commit(), true));
    var reused = run(project, deploy(first.commit(), false));

    assertThat(rebuilt.artifact()).as(platform.log(rebuilt)).isEqualTo(first.artifact());
    assertThat(platform.log(rebuilt))
        .contains("Built again from the same inputs, with the same result: ");
    assertThat(reused.reason().orElseThrow().code()).isEqualTo("reused");
    assertThat(reused.artifact()).isEqualTo(first.artifact());
    assertThat(reused.app()).isEqualTo(first.app());
    assertThat(platform.log(reused)).contains("Nothing to build: the same app", "Image sha256:");
  }

  @Test
  void runsAServerOfPython() throws IOException, InterruptedException, TimeoutException {
    var project = project(Map.of("app.py", PYTHON_SERVER, "greeting.py", "TEXT = 'hello'\n"));

    var deployed = run(project, deploy(Optional.empty(), false));
    var image = image();

    assertThat(deployed.state()).as(platform.log(deployed)).isEqualTo(DeploymentState.READY);
    try (var app = new RunningApp(tar(image), image)) {
      assertThat(app.get("/there")).isEqualTo("hello /there 65532 /app");
      assertThat(app.command()).containsExactly("python3", "app.py");
    }
  }

  @Test
  void isTheAppThatItsSettingsSay() throws IOException, InterruptedException, TimeoutException {
    var project =
        project(
            Map.of(
                "slipway.toml",
                "[build]\nstart = \"GREETING=hi node own.js\"\n",
                "index.html",
                "<p>Not shown</p>",
                "own.js",
                "require('http').createServer((q, a) => a.end(process.env.GREETING)).listen(8080)"));

    var deployed = run(project, deploy(Optional.empty(), false));
    var image = image();

    try (var app = new RunningApp(tar(image), image)) {
      assertThat(app.get("/")).isEqualTo("hi");
      assertThat(app.command()).containsExactly("sh", "-c", "GREETING=hi node own.js");
    }
    assertThat(platform.log(deployed)).contains("Start GREETING=hi node own.js, from start in");
  }

  @Test
  void refusesALinkThatLeavesTheAppAndNamesIt()
      throws IOException, InterruptedException, TimeoutException {
    var project = built("mkdir -p lib && ln -s ../../etc/passwd lib/stolen");

    var deployed = run(project, deploy(Optional.empty(), false));

    assertThat(deployed.state()).isEqualTo(DeploymentState.FAILED);
    assertThat(deployed.reason().orElseThrow().code()).isEqualTo("output-link-outside");
    assertThat(deployed.reason().orElseThrow().what())
        .contains("\"lib/stolen\"", "\"../../etc/passwd\"");
    assertThat(images()).isEmpty();
  }

  @Test
  void refusesASecretInTheApp() throws IOException, InterruptedException, TimeoutException {
    var project = built("mkdir -p lib && echo x$TOKEN > lib/config.js");
    platform.variables.set(
        project,
        List.of(
            new Variable(
                new VariableKey("TOKEN"),
                new VariableScope.Everywhere(),
                VariableKind.SECRET,
                VariableUse.BUILD,
                new Secret(CANARY))));

    var deployed = run(project, deploy(Optional.empty(), false));

    assertThat(deployed.reason().orElseThrow().code()).isEqualTo("secret-in-output");
    assertThat(deployed.reason().orElseThrow().what())
        .contains("The value of TOKEN is in app/lib/config.js.");
    assertThat(images()).isEmpty();
  }

  /// Makes a project of a server whose build runs `line`.
  private ProjectId built(String line) throws IOException {
    return project(
        Map.of(
            "package.json",
            "{\"private\": true, \"scripts\": {\"build\": \"%s\", \"start\": \"node server.js\"}}"
                .formatted(line),
            "slipway.toml",
            "[build]\nstart = \"node server.js\"\n",
            "server.js",
            "require('http').createServer().listen(8080)"));
  }

  private ProjectId project(Map<String, String> files) throws IOException {
    return platform.project(platform.repository(files));
  }

  private static Intent.Deploy deploy(
      Optional<dev.slipway.core.deployment.Commit> commit, boolean rebuild) {
    return new Intent.Deploy(MAIN, commit, commit.isPresent(), rebuild);
  }

  private Deployment run(ProjectId project, Intent.Deploy intent)
      throws IOException, InterruptedException, TimeoutException {
    var queued = platform.queue(project, intent);
    try (var runner = platform.start()) {
      assertThat(runner.exitCode(PATIENCE)).isZero();
    }
    return platform.deployment(queued.id());
  }

  /// Returns the id of the only image that is kept.
  private String image() throws IOException {
    var all = images();
    assertThat(all).hasSize(1);
    return "sha256:" + all.getFirst().getFileName().toString().replace(".tar", "");
  }

  private Path tar(String image) throws IOException {
    return images().stream()
        .filter(path -> image.endsWith(path.getFileName().toString().replace(".tar", "")))
        .findFirst()
        .orElseThrow();
  }

  private List<Path> images() throws IOException {
    var kept = folder.resolve("images");
    if (Files.notExists(kept)) {
      return List.of();
    }
    try (var all = Files.walk(kept)) {
      return all.filter(path -> path.toString().endsWith(".tar")).toList();
    }
  }

  private List<String> files(Deployment deployment) throws IOException {
    var tar = platform.artifacts.find(deployment.artifact().orElseThrow()).orElseThrow();
    try (var app = new TarFile(tar)) {
      return app.getEntries().stream().map(entry -> entry.getName()).toList();
    }
  }
}
