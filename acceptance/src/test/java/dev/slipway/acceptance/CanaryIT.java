package dev.slipway.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.bench.SlipwayProcess;
import dev.slipway.bench.browser.Browser;
import dev.slipway.cli.embedded.DataFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Secrets as canaries: after a build that tries to tell them, they are looked for in every log,
/// artifact, image, answer and page, in the messages of the platform, and in its database.
class CanaryIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String PROJECT = "canary";
  private static final String VALUE = "canary/ä+&= 0d9f3b71c2";

  /// What is meant to hold secrets: files that the platform keeps for its owner alone, and the
  /// browser of this test, which signs in.
  private static final List<String> ELSEWHERE =
      List.of("data/api-token", "data/secrets/", "profile");

  /// Looks for what the platform has, in all that a build can see, and tells a variable in forms.
  private static final String BUILD =
      """
      const fs = require('fs'), {createHash} = require('crypto');
      console.log(JSON.stringify(process.env));
      console.log(fs.readFileSync('/proc/1/environ', 'utf8').replaceAll('\\0', '\\n'));
      console.log(fs.readFileSync('/proc/1/cmdline', 'utf8').replaceAll('\\0', ' '));
      const value = process.env.DEPLOY_KEY || '';
      console.log('plain', value);
      console.log('base64', Buffer.from(value).toString('base64'));
      console.log('url', encodeURIComponent(value));
      process.stdout.write('in two: ' + value.slice(0, 9));
      process.stdout.write(value.slice(9) + '\\n');
      console.error('error', value);
      fs.mkdirSync('dist');
      fs.writeFileSync('dist/index.html', 'digest ' + createHash('sha256').update(value).digest('hex'));
      """;

  @TempDir private Path folder;

  @Test
  void secretsOfThePlatformStayInIt() throws IOException, InterruptedException {
    var canaries = new ArrayList<Canary>();
    try (var slipway = Running.in(folder)) {
      var site = site(slipway);
      canaries.addAll(List.of(new Canary(site.secret().reveal()), token(slipway)));

      var ready = deployed(site);

      for (var canary : canaries) {
        assertThat(told(site, ready, canary)).isEmpty();
      }
    }
    assertThat(canaries.getFirst().filesWithIt(folder, ELSEWHERE)).isEmpty();
    assertThat(canaries.getLast().filesWithIt(folder, ELSEWHERE))
        .as("besides the link that `up` prints for its owner to sign in by")
        .isSubsetOf("slipway.log");
  }

  @Test
  void aSecretVariableReachesItsBuildAndNothingElse() throws IOException, InterruptedException {
    var canary = new Canary(VALUE);
    try (var slipway = Running.in(folder)) {
      var site = site(slipway);
      var variable =
          JsonNodeFactory.instance.objectNode().put("value", VALUE).put("kind", "secret");
      var variables = "/api/projects/" + PROJECT + "/variables";
      slipway.api().put(variables + "/DEPLOY_KEY", variable);

      var ready = deployed(site);

      assertThat(site.visit(ready.path("link").asText()).body()).isEqualTo("digest " + digest());
      assertThat(told(site, ready, canary)).isEmpty();
      assertThat(slipway.api().get(variables).toString()).contains("DEPLOY_KEY");
      assertThat(canary.isIn(slipway.api().get(variables).toString())).isFalse();
    }
    assertThat(canary.filesWithIt(folder, ELSEWHERE)).isEmpty();
  }

  private Site site(SlipwayProcess slipway) throws InterruptedException {
    return Site.add(slipway, PROJECT, folder.resolve("repository"));
  }

  private JsonNode deployed(Site site) throws IOException, InterruptedException {
    var commit =
        Repository.in(folder.resolve("repository"))
            .write("package.json", "{\"scripts\":{\"build\":\"node build.js\"}}")
            .write("build.js", BUILD)
            .commit("Tell all there is");
    return site.await(site.push("main", commit), "ready", PATIENCE);
  }

  /// Returns the names of what of `ready` is answered with the canary in it.
  private List<String> told(Site site, JsonNode ready, Canary canary)
      throws IOException, InterruptedException {
    var found = new ArrayList<String>();
    var id = ready.path("id").asText();
    var api = site.slipway().api();
    for (var path :
        List.of(
            "/api/projects",
            "/api/projects/" + PROJECT,
            "/api/projects/" + PROJECT + "/access",
            "/api/projects/" + PROJECT + "/limits",
            "/api/account",
            "/api/deployments/" + id,
            "/api/explain?url=" + ready.path("link").asText())) {
      note(found, path, api.get(path).toString(), canary);
    }
    var pushed = JsonNodeFactory.instance.objectNode().put("deployment", id);
    note(found, "the log", site.log(pushed), canary);
    note(found, "the site", site.visit(ready.path("link").asText()).body(), canary);
    for (var page : List.of("/projects/" + PROJECT, "/deployments/" + shortId(ready))) {
      note(found, page, html(site.slipway(), page), canary);
    }
    return found;
  }

  private static void note(List<String> found, String where, String text, Canary canary) {
    assertThat(text).as(where).isNotEmpty();
    if (canary.isIn(text)) {
      found.add(where);
    }
  }

  private String html(SlipwayProcess slipway, String page)
      throws IOException, InterruptedException {
    var token = token(slipway).value();
    var signIn = slipway.address() + "/sign-in?next=" + page + "#token=" + token;
    try (var browser = Browser.open(URI.create(signIn), folder)) {
      browser.awaitText(PROJECT, "Sign out");
      return browser.evaluate("document.documentElement.outerHTML").asText();
    }
  }

  private static Canary token(SlipwayProcess slipway) {
    return new Canary(DataFolder.read(slipway.data().apiToken()).orElseThrow());
  }

  private static String shortId(JsonNode deployment) {
    return deployment.path("shortId").asText();
  }

  private static String digest() {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(VALUE.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
