package dev.slipway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.bench.SlipwayProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.IntPredicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of a build when somebody or something ends it in the middle.
class CrashIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String SLOW_BUILD =
      """
      {"scripts": {"build": "node -e \\"setTimeout(()=>{require('fs').mkdirSync('dist');\
      require('fs').writeFileSync('dist/index.html','<p>done</p>')}, 6000)\\""}}
      """;
  private static final String ENDLESS_BUILD =
      """
      {"scripts": {"build": "node -e \\"setInterval(()=>console.log('tick'),200)\\""}}
      """;

  @TempDir private Path folder;

  @Test
  void aBuildWhosePlatformWasKilledIsRunAgain() throws IOException, InterruptedException {
    var repository = Repository.in(folder.resolve("repository"));
    var commit = repository.write("package.json", SLOW_BUILD).commit("Slow");
    var killed = Running.in(folder);
    var before = Site.add(killed, "slow", repository.folder());
    var pushed = before.push("main", commit);
    awaitBuild(killed);

    killed.kill();

    try (var slipway = Running.in(folder)) {
      var site = new Site(slipway, "slow", before.secret());
      var ready = site.await(pushed, "ready", PATIENCE);
      assertThat(site.log(pushed)).contains("attempt 2");
      assertThat(site.visit("http://slow.localhost:" + slipway.port() + "/").body())
          .isEqualTo("<p>done</p>");
      assertThat(ready.path("shortId")).isEqualTo(pushed.path("shortId"));
      awaitNoContainers(slipway);
    }
  }

  @Test
  void aBuildWhoseRunnerWasKilledIsRunAgain() throws IOException, InterruptedException {
    var repository = Repository.in(folder.resolve("repository"));
    var commit = repository.write("package.json", SLOW_BUILD).commit("Slow");
    try (var slipway = Running.in(folder)) {
      var site = Site.add(slipway, "slow", repository.folder());
      var pushed = site.push("main", commit);
      awaitBuild(slipway);

      ProcessHandle.of(slipway.pid())
          .orElseThrow()
          .children()
          .forEach(ProcessHandle::destroyForcibly);

      site.await(pushed, "ready", PATIENCE);
      assertThat(site.log(pushed)).contains("attempt 2");
      awaitNoContainers(slipway);
    }
  }

  @Test
  void aCanceledBuildIsGone() throws IOException, InterruptedException {
    var repository = Repository.in(folder.resolve("repository"));
    var commit = repository.write("package.json", ENDLESS_BUILD).commit("Endless");
    try (var slipway = Running.in(folder)) {
      var site = Site.add(slipway, "endless", repository.folder());
      var pushed = site.push("main", commit);
      Awaitility.await().atMost(PATIENCE).until(() -> site.log(pushed).contains("tick"));

      slipway
          .api()
          .post("/api/deployments/" + pushed.path("deployment").asText() + "/cancel", Map.of());

      var canceled = site.await(pushed, "canceled", PATIENCE);
      assertThat(canceled.path("reason").path("what").asText()).isNotEmpty();
      awaitNoContainers(slipway);
    }
  }

  @Test
  void aNewerPushEndsTheBuildOfAnOlderOne() throws IOException, InterruptedException {
    var repository = Repository.in(folder.resolve("repository"));
    var old = repository.write("package.json", ENDLESS_BUILD).commit("Endless");
    try (var slipway = Running.in(folder)) {
      var site = Site.add(slipway, "busy", repository.folder());
      var first = site.push("main", old);
      Awaitility.await().atMost(PATIENCE).until(() -> site.log(first).contains("tick"));

      repository.git("rm", "-q", "package.json");
      var newer = repository.write("index.html", "<p>newer</p>").commit("Newer");
      var second = site.push("main", newer);

      site.await(second, "ready", PATIENCE);
      assertThat(site.deployment(first).path("state").asText()).isEqualTo("superseded");
      awaitNoContainers(slipway);
    }
  }

  /// A build has two: its own, and the one that watches its disk.
  private static void awaitBuild(SlipwayProcess slipway) {
    await(slipway, "a build", count -> count >= 2);
  }

  private static void awaitNoContainers(SlipwayProcess slipway) {
    await(slipway, "no containers", count -> count == 0);
  }

  private static void await(SlipwayProcess slipway, String what, IntPredicate count) {
    Awaitility.await(what)
        .atMost(PATIENCE)
        .until(() -> count.test(Containers.of(slipway.instance()).size()));
  }
}
