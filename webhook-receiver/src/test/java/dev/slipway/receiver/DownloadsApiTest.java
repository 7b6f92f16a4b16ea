package dev.slipway.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.App;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.image.DeploymentImages.Recorded;
import dev.slipway.core.image.ImageId;
import dev.slipway.core.signing.Envelope;
import dev.slipway.core.signing.VerifyingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadsApiTest {

  private static final ArtifactDigest DIGEST = new ArtifactDigest("ab".repeat(32));
  private static final ImageId IMAGE = new ImageId("cd".repeat(32));

  @TempDir private Path folder;

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void handsOutTheImageUnderItsId() throws IOException {
    var deployment = ready();
    server.images.put(IMAGE, Files.writeString(folder.resolve("i.tar"), "the image"));
    server.images.record(deployment.id(), new Recorded(IMAGE, 9));

    var answer = server.get("/api/deployments/" + deployment.shortId() + "/image");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("the image");
    assertThat(answer.headers().firstValue("Content-Length")).contains("9");
    assertThat(answer.headers().firstValue("ETag")).contains('"' + IMAGE.hex() + '"');
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"shop-" + deployment.shortId() + "-image.tar\"");
  }

  @Test
  void handsOutTheArtifactOnceToWhoHasItAlready() throws IOException {
    var deployment = ready();
    server.artifacts.put(DIGEST, Files.writeString(folder.resolve("a.tar"), "the tar"));
    var path = "/api/deployments/" + deployment.id() + "/artifact";

    var first = server.get(path);
    var tag = first.headers().firstValue("ETag").orElseThrow();
    var again = server.send(server.authorized(path).header("If-None-Match", tag));

    assertThat(first.body()).isEqualTo("the tar");
    assertThat(tag).isEqualTo('"' + DIGEST.hex() + '"');
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  void saysWhatThereIsNot() throws IOException {
    var deployment = server.deployment("main", "1", "Go");
    var path = "/api/deployments/" + deployment.shortId();

    var image = server.get(path + "/image");
    var artifact = server.get(path + "/artifact");

    assertThat(image.statusCode()).isEqualTo(404);
    assertThat(image.body()).contains("no portable image");
    assertThat(artifact.statusCode()).isEqualTo(404);
    assertThat(artifact.body()).contains("not ready");
  }

  @Test
  void saysWhatToDoWhereTheImageWasRemoved() throws IOException {
    var deployment = ready();
    server.images.record(deployment.id(), new Recorded(IMAGE, 9));

    var image = server.get("/api/deployments/" + deployment.shortId() + "/image");

    assertThat(image.statusCode()).isEqualTo(404);
    assertThat(image.body()).contains("deploy its commit again");
  }

  @Test
  void showsWhatADeploymentIsWithItsImageAndItsCommand() throws IOException {
    var site = ready();
    var before = server.get("/api/deployments/" + site.id()).body();
    server.images.record(site.id(), new Recorded(IMAGE, 9));
    server.deployments.put(ready(site, App.of("node server.js")));

    var after = server.get("/api/deployments/" + site.id()).body();

    assertThat(before).contains("\"kind\":\"site\"", "\"command\":null", "\"image\":null");
    assertThat(after)
        .contains(
            "\"kind\":\"app\"",
            "\"command\":[\"node\",\"server.js\"]",
            "\"image\":{\"id\":\"" + IMAGE + "\",\"size\":9}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/image", "/artifact", "/attestation"})
  void handsOutNothingToOthers(String what) throws IOException {
    var deployment = ready();
    server.artifacts.put(DIGEST, Files.writeString(folder.resolve("a.tar"), "the tar"));
    server.images.put(IMAGE, Files.writeString(folder.resolve("i.tar"), "the image"));
    server.images.record(deployment.id(), new Recorded(IMAGE, 9));
    var request = server.request("/api/deployments/" + deployment.shortId() + what);

    var stranger =
        server.send(
            request
                .copy()
                .header("Authorization", "Bearer " + server.strangersToken.secret().reveal()));
    var nobody = server.send(request);

    assertThat(stranger.statusCode()).isEqualTo(404);
    assertThat(nobody.statusCode()).isEqualTo(401);
  }

  @Test
  void vouchesForTheTarWithAKeyThatAnybodyMayHave() throws IOException {
    var deployment = ready();
    var json = new ObjectMapper();

    var document =
        json.readTree(
            server.get("/api/deployments/" + deployment.shortId() + "/attestation").body());
    var key =
        VerifyingKey.parse(server.send(server.request("/api/signing-key")).body()).orElseThrow();

    var base64 = Base64.getDecoder();
    var payload = base64.decode(document.path("payload").textValue());
    var envelope =
        new Envelope(
            document.path("payloadType").textValue(),
            payload,
            document.at("/signatures/0/keyid").textValue(),
            base64.decode(document.at("/signatures/0/sig").textValue()));
    assertThat(envelope.isBy(key)).isTrue();
    assertThat(envelope.keyId()).isEqualTo(key.id());
    var statement = json.readTree(new String(payload, UTF_8));
    assertThat(statement.at("/subject/0/digest/sha256").textValue()).isEqualTo(DIGEST.hex());
    assertThat(statement.at("/predicate/project").textValue()).isEqualTo("shop");
    assertThat(statement.at("/predicate/shortId").textValue())
        .isEqualTo(deployment.shortId().value());
    assertThat(statement.at("/predicate/image").isNull()).isTrue();
  }

  private Deployment ready() {
    var queued = server.deployment("main", "1", "Go");
    var moved =
        server.deployments.move(
            queued.id(), DeploymentState.READY, Reason.of("published", "Ready."));
    var ready = ready(moved, Optional.empty());
    server.deployments.put(ready);
    return ready;
  }

  private static Deployment ready(Deployment moved, Optional<App> app) {
    return new Deployment(
        moved.id(),
        moved.shortId(),
        moved.sequence(),
        moved.project(),
        moved.branch(),
        moved.environment(),
        moved.commit(),
        moved.state(),
        moved.reason(),
        Optional.of(DIGEST),
        app,
        moved.createdAt(),
        moved.startedAt(),
        moved.finishedAt());
  }
}
