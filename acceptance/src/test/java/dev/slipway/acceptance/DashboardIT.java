package dev.slipway.acceptance;

import dev.slipway.bench.SlipwayProcess;
import dev.slipway.bench.browser.Browser;
import dev.slipway.cli.embedded.DataFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The dashboard in a real browser, which signs in by the link that `slipway try` prints.
class DashboardIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder;

  @Test
  void showsAProjectWithItsDeploymentAndLink() throws IOException, InterruptedException {
    var repository = Repository.in(folder.resolve("repository"));
    var commit = repository.write("index.html", "<p>x</p>").commit("Say <script>x</script>");
    try (var slipway = Running.in(folder)) {
      var site = Site.add(slipway, "shown", repository.folder());
      var pushed = site.push("main", commit);
      site.await(pushed, "ready", PATIENCE);

      try (var browser = Browser.open(signedIn(slipway, "/projects/shown"), folder)) {
        browser.awaitText("Ready", "Say <script>x</script>");
      }
    }
  }

  @Test
  void showsALogWhileItIsWritten() throws IOException, InterruptedException {
    var repository = Repository.in(folder.resolve("repository"));
    var manifest = "{\"scripts\":{\"build\":\"echo a line of the build; sleep 600\"}}";
    var commit = repository.write("package.json", manifest).commit("Take long");
    try (var slipway = Running.in(folder)) {
      var site = Site.add(slipway, "long", repository.folder());
      var pushed = site.push("main", commit);
      Awaitility.await().atMost(PATIENCE).until(() -> site.log(pushed).contains("a line of"));

      var id = pushed.path("shortId").asText();
      try (var browser = Browser.open(signedIn(slipway, "/deployments/" + id), folder)) {
        browser.awaitText("a line of the build", "Building");
        slipway.api().post("/api/deployments/" + id + "/cancel", Map.of());
        browser.awaitText("Canceled");
      }
    }
  }

  private static URI signedIn(SlipwayProcess slipway, String page) {
    var token = DataFolder.read(slipway.data().apiToken()).orElseThrow();
    return URI.create(slipway.address() + "/sign-in?next=" + page + "#token=" + token);
  }
}
