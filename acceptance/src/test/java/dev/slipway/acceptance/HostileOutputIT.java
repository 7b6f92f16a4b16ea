package dev.slipway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.ManifestFile;
import dev.slipway.bench.SlipwayProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Builds whose scripts leave what could hurt the platform or its visitors, in real containers:
/// each is refused with what is wrong with it, and the platform goes on.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileOutputIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private SlipwayProcess slipway;
  private Repository repository;
  private Site site;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException, InterruptedException {
    slipway = Running.in(folder);
    repository =
        Repository.in(folder.resolve("hostile"))
            .write("package.json", "{\"scripts\":{\"build\":\"node build.js\"}}");
    site = Site.add(slipway, "hostile", repository.folder());
  }

  @AfterAll
  void stop() {
    slipway.close();
  }

  @ParameterizedTest
  @FieldSource("dev.slipway.acceptance.HostileBuild#ALL")
  void isRefusedWithThePathNamed(HostileBuild build) throws IOException, InterruptedException {
    var pushed = push(build.program());

    var reason = site.await(pushed, "failed", PATIENCE).path("reason");

    assertThat(reason.path("code").asText())
        .as("%s; its log: %s", reason, end(site.log(pushed)))
        .isEqualTo(build.code());
    assertThat(reason.path("what").asText() + end(site.log(pushed))).contains(build.named());
    assertThat(reason.path("whatToDo").asText()).isNotEmpty();
    assertThat(Containers.of(slipway.instance())).isEmpty();
  }

  @Test
  void servesWhatIsHarmlessWithoutItsRights() throws IOException, InterruptedException {
    var pushed =
        push(
            program(
                """
                fs.chmodSync('dist/index.html', 0o6777);
                fs.linkSync('dist/index.html', 'dist/copy.txt');
                fs.linkSync('package.json', 'dist/manifest.json');
                """));

    var ready = site.await(pushed, "ready", PATIENCE);

    var link = ready.path("link").asText();
    assertThat(site.visit(link).body()).isEqualTo("a good page");
    assertThat(site.visit(link + "copy.txt").body()).isEqualTo("a good page");
    assertThat(paths(ready)).containsExactly("copy.txt", "index.html", "manifest.json");
    assertThat(Tool.run(Path.of("/"), PATIENCE, "tar", "-tvf", tar(ready).toString()))
        .doesNotContainPattern("(?m)^-..[sS]|^-.....[sS]|^h");
  }

  @Test
  void readsAnOutputThatStillGrowsWhenItsBuildEnds() throws IOException, InterruptedException {
    var pushed =
        push(
            program(
                """
                const grow = "const fs = require('fs'); for (;;) fs.appendFileSync('dist/grows', 'x')";
                require('child_process')
                  .spawn('node', ['-e', grow], {detached: true, stdio: 'ignore'}).unref();
                while (!fs.existsSync('dist/grows'));
                """));

    var ready = site.await(pushed, "ready", PATIENCE);

    assertThat(paths(ready)).containsExactly("grows", "index.html");
    assertThat(site.visit(ready.path("link").asText() + "grows").body()).matches("x+");
  }

  @Test
  void showsNoControlCharactersOfALog() throws IOException, InterruptedException {
    var pushed =
        push(
            program(
                """
                fs.writeSync(1, 'red \\x1b[31mtext\\x1b]0;title\\x07 nul \\0 back \\b\\b bell\\x07\\n');
                """));

    site.await(pushed, "ready", PATIENCE);

    assertThat(site.log(pushed))
        .contains("text")
        .doesNotContainPattern("[\\x00\\x07\\x08]|\\x1b\\]");
  }

  private JsonNode push(String program) throws IOException, InterruptedException {
    return site.push("main", repository.write("build.js", program).commit("Be hostile"));
  }

  private static String program(String script) {
    return new HostileBuild("", "", "", script).program();
  }

  private List<String> paths(JsonNode ready) throws IOException {
    try (var artifact = Artifact.open(tar(ready))) {
      return artifact.manifest().files().stream().map(ManifestFile::path).toList();
    }
  }

  /// Returns the artifact of the deployment.
  private Path tar(JsonNode ready) throws IOException {
    try (var files = Files.walk(slipway.data().artifacts())) {
      return files
          .filter(file -> file.toString().endsWith(".tar"))
          .filter(file -> commit(file).equals(ready.path("commit").path("sha").asText()))
          .findFirst()
          .orElseThrow();
    }
  }

  private static String commit(Path tar) {
    try (var artifact = Artifact.open(tar)) {
      return artifact.manifest().source().commit().value();
    }
  }

  private static String end(String log) {
    return log.substring(Math.max(0, log.length() - 2000));
  }
}
