package dev.slipway.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.image.ImageId;
import dev.slipway.core.project.Environment;
import dev.slipway.core.project.ProjectId;
import dev.slipway.core.retention.Expiry;
import dev.slipway.core.retention.Fate;
import dev.slipway.core.retention.Pins.Pinned;
import dev.slipway.core.retention.Reach;
import dev.slipway.core.retention.ReadyDeployment;
import dev.slipway.core.retention.RetentionPlan;
import dev.slipway.core.retention.Stored;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The page of what a project has kept.
class DashboardKeptTest {

  private static final String PATH = "/projects/shop/kept";

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void showsWhatStaysWhatWouldGoAndWhy() throws IOException {
    var shown = fate("shown", Optional.of(Reach.SHOWN), Optional.empty());
    var old = fate("old", Optional.empty(), Optional.of(Expiry.Cause.AGE));
    var room = fate("room", Optional.empty(), Optional.empty());
    server.keeping.plan = plan(old, room, shown);

    var page = page(PATH).body();

    assertThat(page("/projects/shop").body()).contains("href=\"" + PATH + "\"");
    assertThat(page)
        .contains("A host shows it", "Goes: too old", "Within age and budgets")
        .contains("2 deployments, 5.0 MB", "1 deployment, 2.5 MB", "1 image, 7.0 MB")
        .containsSubsequence(id(shown), id(room), id(old));
  }

  @Test
  void showsNothingOfOtherProjects() throws IOException {
    var own = fate("own", Optional.of(Reach.RECENT), Optional.empty());
    var others =
        new Fate(
            new ReadyDeployment(
                own.deployment().id(),
                own.deployment().shortId(),
                1,
                new ProjectId(UUID.randomUUID()),
                Environment.PREVIEW,
                own.deployment().artifact(),
                Instant.EPOCH,
                Optional.empty()),
            1,
            Optional.empty(),
            Optional.empty());
    server.keeping.plan = plan(others);

    assertThat(page(PATH).body()).contains("Nothing is ready yet").doesNotContain(id(own));
  }

  @Test
  void pinsAndUnpins() throws IOException {
    var fate = fate("one", Optional.of(Reach.SHOWN), Optional.empty());
    server.keeping.plan = plan(fate);
    var deployment = "/deployments/" + id(fate);

    var pinned = press(deployment + "/pin");

    assertThat(pinned.statusCode()).isEqualTo(303);
    assertThat(pinned.headers().firstValue("Location")).contains(PATH);
    assertThat(server.keeping.pinned).containsExactly(fate.deployment().id());
    assertThat(page(PATH).body()).contains("action=\"" + deployment + "/unpin\"");
    assertThat(press(deployment + "/unpin").statusCode()).isEqualTo(303);
    assertThat(server.keeping.pinned).isEmpty();
  }

  @Test
  void saysThatNothingIsLeftToPin() throws IOException {
    var path = "/deployments/" + published("gone").shortId() + "/pin";
    server.keeping.outcome = Pinned.REMOVED;

    var answer = press(path);

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("were removed", "redeploy its commit");
  }

  @Test
  void pinsOnlyFromItsOwnPagesForWhoIsSignedIn() throws IOException {
    var path = "/deployments/" + published("one").shortId() + "/pin";

    var foreign =
        server.send(
            server
                .request(path)
                .header("Cookie", session())
                .header("Origin", "http://evil.localhost")
                .POST(BodyPublishers.noBody()));
    var signedOut = server.send(server.request(PATH));

    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(signedOut.headers().firstValue("Location")).contains("/sign-in?next=" + PATH);
    assertThat(server.keeping.pinned).isEmpty();
  }

  private Deployment published(String message) {
    return server.published("main", Integer.toHexString(message.hashCode() & 15), message);
  }

  private Fate fate(String message, Optional<Reach> reach, Optional<Expiry.Cause> end) {
    var deployment = published(message);
    var ready =
        new ReadyDeployment(
            deployment.id(),
            deployment.shortId(),
            deployment.sequence(),
            server.shop.id(),
            deployment.environment(),
            new ArtifactDigest("%064x".formatted(message.hashCode())),
            deployment.createdAt(),
            reach);
    return new Fate(ready, 2_500_000, reach, end);
  }

  private static String id(Fate fate) {
    return fate.deployment().shortId().value();
  }

  private static RetentionPlan plan(Fate... fates) {
    var image = new Stored<>(new ImageId("e".repeat(64)), 7_000_000, Instant.EPOCH);
    return new RetentionPlan(
        List.of(),
        List.of(),
        List.of(),
        List.of(image),
        List.of(),
        new RetentionPlan.Sizes(0, 0),
        List.of(fates));
  }

  private HttpResponse<String> page(String path) throws IOException {
    return server.send(server.request(path).header("Cookie", session()));
  }

  private HttpResponse<String> press(String path) throws IOException {
    return server.send(
        fromHere(path)
            .header("Cookie", session())
            .header("Accept", "text/html")
            .POST(BodyPublishers.noBody()));
  }

  private String session() throws IOException {
    var form = "token=" + server.token.secret().reveal();
    var answer = server.send(fromHere("/sign-in").POST(BodyPublishers.ofString(form)));
    return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
  }

  private HttpRequest.Builder fromHere(String path) {
    return server.request(path).header("Origin", "http://localhost:" + server.port());
  }
}
