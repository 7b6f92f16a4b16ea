package dev.slipway.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.store.testing.RecordedLog;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What visitors and operators see when something is broken.
final class TroubleTest {

  @TempDir private Path folder;
  private RunningSites sites;
  private RecordedLog log;

  @BeforeEach
  void start() {
    sites = new RunningSites(folder);
    log = new RecordedLog("dev.slipway.site");
  }

  @AfterEach
  void stop() {
    log.close();
    sites.close();
  }

  @Test
  void saysOnceWhichArtifactIsMissing() throws IOException, InterruptedException {
    var digest = new ArtifactDigest("ab".repeat(32));
    sites.routes().set("shop", RecordingRoutes.production(digest));

    var first = sites.get("/");
    var second = sites.get("/");

    assertThat(first.statusCode()).isEqualTo(503);
    assertThat(first.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(first.headers().firstValue("Retry-After")).contains("60");
    assertThat(first.body()).contains("can’t be shown right now").doesNotContain("abab");
    assertThat(second.statusCode()).isEqualTo(503);
    assertThat(log.lines())
        .singleElement()
        .asString()
        .contains(
            digest.toString(), "abc123def4", "missing from the store", "redeploy commit 0123");
  }

  @Test
  void servesAnArtifactAgainThatIsBack() throws IOException, InterruptedException {
    var digest = sites.publish(new SampleSite().page("index.html", "home"));
    var away = folder.resolve("away");
    Files.move(sites.store().path(digest), away);
    var missing = sites.get("/").statusCode();

    sites.store().put(digest, away);

    assertThat(missing).isEqualTo(503);
    assertThat(sites.get("/").body()).isEqualTo("home");
    await()
        .untilAsserted(() ->
            assertThat(log.lines()).hasSize(2).last().asString().contains("can be read again"));
  }

  @Test
  void saysThatAnArtifactIsBroken() throws IOException, InterruptedException {
    var digest = sites.publish(new SampleSite().page("index.html", "home"));
    Files.writeString(sites.store().path(digest), "not a tar");

    var answer = sites.get("/");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(log.lines())
        .singleElement()
        .asString()
        .contains(digest.toString(), "abc123def4", "can't be read");
  }

  @Test
  void breaksOffAnAnswerThatItCannotFinish() throws IOException, InterruptedException {
    var digest =
        sites.publish(
            new SampleSite().page("index.html", "home").file("large.bin", new byte[1 << 20]));
    assertThat(sites.get("/").statusCode()).isEqualTo(200);
    try (var tar = FileChannel.open(sites.store().path(digest), StandardOpenOption.WRITE)) {
      tar.truncate(tar.size() / 2);
    }

    var answer = sites.rawGet("/large.bin");

    assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\r\nContent-Length: 1048576\r\n");
    assertThat(answer.length()).isLessThan(1 << 20);
    assertThat(log.lines()).singleElement().asString().contains(digest.toString(), "cut off");
  }

  @Test
  void servesWhatItKnewWhileTheDatabaseIsDown() throws IOException, InterruptedException {
    sites.publish(new SampleSite().page("index.html", "home"));
    sites.routes().set("new", RecordingRoutes.notReady(DeploymentState.BUILDING));
    sites.get("/");
    sites.send("GET", "new.localhost", "/");
    sites.send("GET", "unknown.localhost", "/");

    sites.routes().setDown(true);

    assertThat(sites.get("/").body()).isEqualTo("home");
    assertThat(sites.get("/").body()).isEqualTo("home");
    assertThat(sites.send("GET", "new.localhost", "/").body()).contains("being built");
    assertThat(sites.send("GET", "unknown.localhost", "/").statusCode()).isEqualTo(503);
    assertThat(sites.send("GET", "other.localhost", "/").statusCode()).isEqualTo(503);
    assertThat(log.lines()).singleElement().asString().contains("Cannot look up", "database");
  }

  @Test
  void saysWhenTheDatabaseIsBack() throws IOException, InterruptedException {
    sites.publish(new SampleSite().page("index.html", "home"));
    sites.routes().setDown(true);
    var down = sites.get("/");

    sites.routes().setDown(false);
    var up = sites.get("/");

    assertThat(down.statusCode()).isEqualTo(503);
    assertThat(down.headers().firstValue("Retry-After")).contains("5");
    assertThat(up.body()).isEqualTo("home");
    await().untilAsserted(() -> assertThat(log.lines()).hasSize(2));
    assertThat(log.lines()).last().asString().contains("again");
  }
}
