package dev.slipway.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.project.ProjectId;
import dev.slipway.core.retention.Expiry;
import dev.slipway.core.retention.Overrun;
import dev.slipway.core.retention.Pins.Pinned;
import dev.slipway.core.retention.RetentionPlan;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetentionApiTest {

  private static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void pinsAndUnpinsADeployment() throws IOException {
    var ready = server.published("main", "1", "Go");
    var path = "/api/deployments/" + ready.shortId() + "/pin";

    var pinned = server.put(path, "");

    assertThat(pinned.statusCode()).isEqualTo(200);
    assertThat(document(pinned).path("pinned").booleanValue()).isTrue();
    assertThat(server.keeping.pinned).containsExactly(ready.id());
    assertThat(document(server.delete(path)).path("pinned").booleanValue()).isFalse();
    assertThat(server.keeping.pinned).isEmpty();
  }

  @Test
  void saysWhyNothingCanBePinned() throws IOException {
    var path = "/api/deployments/" + server.published("main", "1", "Go").shortId() + "/pin";

    server.keeping.outcome = Pinned.REMOVED;
    var removed = server.put(path, "");
    server.keeping.outcome = Pinned.NOT_READY;
    var notReady = server.put(path, "");

    assertThat(removed.statusCode()).isEqualTo(409);
    assertThat(document(removed).path("detail").asText()).contains("were removed", "redeploy");
    assertThat(notReady.statusCode()).isEqualTo(409);
    assertThat(server.put("/api/deployments/0000000000/pin", "").statusCode()).isEqualTo(404);
  }

  @Test
  void pinsNothingOfAnotherAccount() throws IOException {
    var path = "/api/deployments/" + server.published("main", "1", "Go").shortId() + "/pin";
    var token = server.strangersToken.secret().reveal();

    var refused =
        server.send(
            server
                .request(path)
                .header("Authorization", "Bearer " + token)
                .method("DELETE", java.net.http.HttpRequest.BodyPublishers.noBody()));

    assertThat(refused.statusCode()).isEqualTo(404);
  }

  @Test
  void tellsWhatWouldGoOfOnesOwnProjects() throws IOException {
    server.keeping.plan =
        new RetentionPlan(
            List.of(expiry(server.shop.id(), 700), expiry(new ProjectId(UUID.randomUUID()), 9)),
            List.of(),
            List.of(),
            List.of(),
            List.of(new Overrun(Optional.of(server.shop.id()), 50, 40)),
            new RetentionPlan.Sizes(1000, 291),
            List.of());

    var plan = document(server.get("/api/retention/plan"));

    assertThat(plan.path("expiries")).hasSize(1);
    assertThat(plan.at("/expiries/0/project").asText()).isEqualTo("shop");
    assertThat(plan.at("/expiries/0/cause").asText()).isEqualTo("total-budget");
    assertThat(plan.at("/expiries/0/bytes").asLong()).isEqualTo(700);
    assertThat(plan.at("/overruns/0/budget").asLong()).isEqualTo(40);
    assertThat(plan.path("bytesAfter").asLong()).isEqualTo(291);
    assertThat(server.keeping.released).as("a plan changes nothing").isZero();
  }

  @Test
  void cleansWhenAsked() throws IOException {
    var answer = server.post("/api/retention/clean", "");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(server.keeping.released).isEqualTo(1);
    assertThat(server.send(server.request("/api/retention/plan")).statusCode()).isEqualTo(401);
  }

  private static Expiry expiry(ProjectId project, long bytes) {
    return new Expiry(
        project,
        new ArtifactDigest("ab".repeat(32)),
        List.of(),
        THEN,
        bytes,
        Expiry.Cause.TOTAL_BUDGET);
  }

  private static JsonNode document(HttpResponse<String> answer) throws IOException {
    return new ObjectMapper().readTree(answer.body());
  }
}
