package dev.slipway.runner.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.ManifestFile;
import dev.slipway.artifact.rules.model.HeaderRule;
import dev.slipway.artifact.rules.model.RedirectRule;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.job.Publication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a repository says about serving, from its files to the artifact and the log.
class ServingRulesTest {

  private static final String PAGE = "<h1>Hello</h1>";

  @TempDir private Path folder;

  @Test
  void keepsTheRulesOfAllFilesAndSaysWhatDoesNotCount() throws IOException, InterruptedException {
    var trial =
        deployed(
            Map.of(
                "index.html", PAGE,
                "_redirects", "/old /new\n/nonsense\n",
                "_headers", "/*\n  X-From: headers\n",
                "netlify.toml", "[[redirects]]\nfrom = \"/toml\"\nto = \"/x\"\n",
                "vercel.json",
                    """
                    {"cleanUrls": false,
                     "rewrites": [{"source": "/api/(.*)", "destination": "https://api.example.com/$1"},
                                  {"source": "/(.*)", "destination": "/index.html"}]}
                    """,
                "slipway.toml", "[serve]\nclean_urls = true\n"));

    try (var artifact = artifact(trial)) {
      var rules = artifact.manifest().rules();
      assertThat(rules.redirects())
          .extracting(rule -> rule.origin().toString(), RedirectRule::status)
          .containsExactly(
              tuple("_redirects:1", 301),
              tuple("netlify.toml:1", 301),
              tuple("vercel.json:3", 200));
      assertThat(rules.headers())
          .extracting(HeaderRule::origin)
          .extracting(Object::toString)
          .containsExactly("_headers:1");
      assertThat(rules.paths().clean()).isTrue();
      assertThat(artifact.manifest().files())
          .extracting(ManifestFile::path)
          .containsExactly("index.html");
    }
    assertThat(trial.log())
        .contains(
            "==> Read slipway.toml: clean URLs on.",
            "==> Read _redirects: 1 rule.",
            "==> Read _headers: 1 rule.",
            "==> Read netlify.toml: 1 rule.",
            "==> Read vercel.json: 1 rule.")
        .anyMatch(line -> line.startsWith("==> _redirects:2: "))
        .contains(
            "==> vercel.json:2: A rewrite to another site would have to be passed on to it, which"
                + " Slipway does not do. Use a redirect, or let the page itself ask the other site."
                + " [/api/(.*) https://api.example.com/$1]");
  }

  @Test
  void failsBecauseOfSettingsThatMeanNothing() throws IOException, InterruptedException {
    var trial = deployed(Map.of("index.html", PAGE, "slipway.toml", "[serve]\nclean = true\n"));

    assertThat(trial.queue.recorded).endsWith("failed setting-unknown");
    assertThat(trial.log().getLast())
        .startsWith("==> failed: In slipway.toml, line 2, there is \"clean\" in [serve]");
  }

  @Test
  void cachesNothingForEverThatTheDeploymentBeforeHadWithOtherContent()
      throws IOException, InterruptedException {
    var first = deployed(site("one", "two"));

    var second = deployed(site("ONE", "two"), published(first));

    assertThat(immutable(first)).containsExactly("a-GpEN3EET.js", "b-GpEN3EET.js");
    assertThat(immutable(second)).containsExactly("b-GpEN3EET.js");
    assertThat(second.log())
        .contains(
            "==> Not cached for ever, since the deployment before had other content under the same"
                + " name: \"a-GpEN3EET.js\".");
  }

  @Test
  void doesWithoutADeploymentBeforeThatIsGoneOrBroken() throws IOException, InterruptedException {
    var first = deployed(site("one", "two"));
    var gone = new ArtifactDigest("0".repeat(64));
    var broken = published(first);

    var withoutIt = deployed(site("ONE", "two"), gone);
    Files.writeString(first.artifacts.find(broken).orElseThrow(), "nonsense");
    var second = deployed(site("ONE", "TWO"), broken);

    assertThat(immutable(withoutIt)).hasSize(2);
    assertThat(immutable(second)).hasSize(2);
  }

  private static Map<String, String> site(String a, String b) {
    return Map.of("index.html", PAGE, "a-GpEN3EET.js", a, "b-GpEN3EET.js", b);
  }

  private JobTrial deployed(Map<String, String> files) throws IOException, InterruptedException {
    return deployed(files, Optional.empty());
  }

  private JobTrial deployed(Map<String, String> files, ArtifactDigest previous)
      throws IOException, InterruptedException {
    return deployed(files, Optional.of(previous));
  }

  private JobTrial deployed(Map<String, String> files, Optional<ArtifactDigest> previous)
      throws IOException, InterruptedException {
    var trial = new JobTrial(folder);
    trial.previous = previous;
    trial.on(files).run();
    return trial;
  }

  private static ArtifactDigest published(JobTrial trial) {
    return trial.queue.published.map(Publication::artifact).orElseThrow();
  }

  private static Artifact artifact(JobTrial trial) {
    return Artifact.open(trial.artifacts.find(published(trial)).orElseThrow());
  }

  private static List<String> immutable(JobTrial trial) {
    try (var artifact = artifact(trial)) {
      return artifact.manifest().files().stream()
          .filter(ManifestFile::immutable)
          .map(ManifestFile::path)
          .toList();
    }
  }
}
