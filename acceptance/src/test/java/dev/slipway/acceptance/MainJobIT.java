package dev.slipway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.bench.browser.Browser;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The main job with nothing replaced: a signed push, a clone, a build in a container, a browser.
class MainJobIT {

  private static final Duration BUILD = Duration.ofMinutes(4);

  @TempDir private Path folder;

  @Test
  void aPushOfAViteSiteEndsInALinkWhoseScriptRuns() throws IOException, InterruptedException {
    var repository = copyOf(Path.of("..", "examples", "vite"));
    var commit = repository.commit("Add a site");
    try (var slipway = Running.in(folder)) {
      var site = Site.add(slipway, "vite-site", repository.folder());

      var pushed = site.push("main", commit);
      var ready = site.await(pushed, "ready", BUILD);

      var link = ready.path("link").asText();
      assertThat(link).isEqualTo(pushed.path("link").asText());
      assertThat(site.log(pushed)).contains("npm ci", "npm run build", "Output folder: dist");
      assertThat(site.visit(link).statusCode()).isEqualTo(200);
      try (var browser = Browser.open(URI.create(link), folder)) {
        browser.awaitText("Built by Slipway");
      }
      var production = "http://vite-site.localhost:" + slipway.port() + "/";
      assertThat(site.visit(production).body()).isEqualTo(site.visit(link).body());
    }
  }

  @Test
  void aPushOfPlainHtmlNeedsNoContainer() throws IOException, InterruptedException {
    var repository = Repository.in(folder.resolve("html"));
    var commit = repository.write("index.html", "<h1>First</h1>").commit("First");
    try (var slipway = Running.in(folder)) {
      var site = Site.add(slipway, "plain", repository.folder());

      var first = site.push("main", commit);
      site.await(first, "ready", BUILD);
      var second = site.push("feature/x", branch(repository, "feature/x", "<h1>Second</h1>"));
      var preview = site.await(second, "ready", BUILD);

      assertThat(preview.path("environment").asText()).isEqualTo("preview");
      assertThat(site.visit(first.path("link").asText()).body()).isEqualTo("<h1>First</h1>");
      assertThat(site.visit(preview.path("link").asText()).body()).isEqualTo("<h1>Second</h1>");
      var branchHost = "http://feature-x--plain.localhost:" + slipway.port() + "/";
      assertThat(site.visit(branchHost).body()).isEqualTo("<h1>Second</h1>");
      var production = "http://plain.localhost:" + slipway.port() + "/";
      assertThat(site.visit(production).body()).isEqualTo("<h1>First</h1>");
    }
  }

  private static String branch(Repository repository, String name, String html)
      throws IOException, InterruptedException {
    repository.git("checkout", "-q", "-b", name);
    return repository.write("index.html", html).commit("On " + name);
  }

  private Repository copyOf(Path example) throws IOException, InterruptedException {
    var repository = Repository.in(folder.resolve("repository"));
    try (var files = Files.walk(example)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        if (file.toString().contains("node_modules")) {
          continue;
        }
        var copy = repository.folder().resolve(example.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    return repository;
  }
}
