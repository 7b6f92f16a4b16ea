package dev.slipway.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.build.CacheUse;
import dev.slipway.core.build.Trust;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.serving.testing.SmallSite;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The calls about what builds make, keep and take over.
class BuildsApiTest {

  private static final Instant USED = Instant.parse("2026-11-22T09:00:00Z");
  private static final ArtifactDigest ONE = new ArtifactDigest("01".repeat(32));
  private static final ArtifactDigest OTHER = new ArtifactDigest("02".repeat(32));

  @TempDir private Path folder;
  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void asksForABuildOnlyWhenThatIsSaid() throws IOException {
    server.post("/api/projects/shop/redeploy", "{\"branch\": \"a\"}");
    server.post("/api/projects/shop/redeploy", "{\"branch\": \"b\", \"rebuild\": false}");
    server.post("/api/projects/shop/redeploy", "{\"branch\": \"c\", \"rebuild\": true}");
    server.post("/api/projects/shop/redeploy", "{\"rebuild\": true}");

    assertThat(server.intake.requested())
        .extracting(intent -> intent.branch() + " " + intent.rebuild())
        .containsExactly("a false", "b false", "c true", "main true");
  }

  @Test
  void takesNoTextForAFlag() throws IOException {
    var answer = server.post("/api/projects/shop/redeploy", "{\"rebuild\": \"yes\"}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(document(answer).path("field").asText()).isEqualTo("rebuild");
  }

  @Test
  void listsTheCachesThatBuildsUse() throws IOException {
    var shop = server.shop.id();
    server.caches.known.add(
        new CacheUse("build-1", shop, Trust.PRODUCTION, 0, Optional.of(7L << 20), USED));
    server.caches.known.add(
        new CacheUse("build-2", shop, Trust.PRODUCTION, 0, Optional.empty(), USED));
    server.caches.known.add( // left by an older version
        new CacheUse("build-1", shop, Trust.PREVIEW, 0, Optional.of(1L), USED));

    var caches = document(server.get("/api/projects/shop/cache")).path("caches");

    assertThat(caches).hasSize(2);
    assertThat(caches.path(0).toString())
        .isEqualTo(
            "{\"node\":\"build-1\",\"trust\":\"production\",\"bytes\":7340032,"
                + "\"usedAt\":\"2026-11-22T09:00:00Z\"}");
    assertThat(caches.path(1).path("bytes").isNull()).isTrue();
  }

  @Test
  void clearsTheCachesOfAProject() throws IOException {
    server.caches.known.add(
        new CacheUse("build-1", server.shop.id(), Trust.PRODUCTION, 0, Optional.of(1L), USED));

    var answer = server.delete("/api/projects/shop/cache");

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(document(server.get("/api/projects/shop/cache")).path("caches")).isEmpty();
  }

  @Test
  void hidesCachesFromStrangers() throws IOException {
    var stranger = "Bearer " + server.strangersToken.secret().reveal();

    var answer =
        server.send(server.request("/api/projects/shop/cache").header("Authorization", stranger));

    assertThat(answer.statusCode()).isEqualTo(404);
  }

  @Test
  void tellsWhatDiffersBetweenTwoDeployments() throws IOException {
    var one = ready("1", ONE, "index.html", "old.js");
    var other = ready("2", OTHER, "index.html", "new.js");

    var comparison = document(compare(one, other));

    assertThat(comparison.path("same").booleanValue()).isFalse();
    assertThat(comparison.path("files").intValue()).isEqualTo(2);
    assertThat(comparison.path("onlyInFirst").toString()).isEqualTo("[\"old.js\"]");
    assertThat(comparison.path("onlyInSecond").toString()).isEqualTo("[\"new.js\"]");
    assertThat(comparison.path("differing")).isEmpty();
  }

  @Test
  void tellsThatTwoDeploymentsAreTheSame() throws IOException {
    var one = ready("1", ONE, "index.html");
    var other = ready("2", OTHER, "index.html");

    assertThat(document(compare(one, other)).path("same").booleanValue()).isTrue();
  }

  @Test
  void comparesNothingThatIsNotReadyOrNotKept() throws IOException {
    var one = ready("1", ONE, "index.html");
    var queued = server.deployment("next", "2", "Go");
    var gone = server.deployments.ready(server.deployment("gone", "3", "Go"), OTHER);

    assertThat(document(compare(one, queued)).path("detail").asText()).contains("it is queued");
    assertThat(document(compare(one, gone)).path("detail").asText()).contains("no longer kept");
    assertThat(compare(one, queued).statusCode()).isEqualTo(409);
    assertThat(server.get("/api/deployments/" + one.shortId() + "/compare/nothing").statusCode())
        .isEqualTo(404);
  }

  private Deployment ready(String commit, ArtifactDigest digest, String... paths) {
    server.artifacts.put(digest, new SmallSite(paths).pack(folder));
    return server.deployments.ready(server.deployment("branch-" + commit, commit, "Go"), digest);
  }

  private HttpResponse<String> compare(Deployment one, Deployment other) throws IOException {
    return server.get("/api/deployments/" + one.shortId() + "/compare/" + other.id());
  }

  private static JsonNode document(HttpResponse<String> answer) throws IOException {
    return new ObjectMapper().readTree(answer.body());
  }
}
