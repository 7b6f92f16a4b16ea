package dev.slipway.cli.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.project.Project;
import dev.slipway.store.testing.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All that a deployment leaves is in a bucket of a real S3-compatible store, and is found there by
/// who has none of the runner's folders.
class StoresOnS3IT {

  private final S3Server s3 = S3Server.start();
  @TempDir private Path folder;
  private ServerProfile platform;
  private Repository repository;
  private Project project;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    platform = new ServerProfile(folder);
    platform.use(s3.bucket());
    repository = new Repository(folder.resolve("site"));
    project = platform.project("shop", repository.url());
  }

  @AfterEach
  void stop() {
    platform.close();
    s3.close();
  }

  @Test
  void artifactImageAndLogAreInTheBucketAndAreDownloadedFromThere()
      throws IOException, InterruptedException, TimeoutException {
    var deployment = deploy("first");

    assertThat(objects()).containsOnlyKeys("artifacts", "images", "logs");
    for (var local : List.of("artifacts", "images", "logs")) {
      assertThat(ServerProfile.files(folder.resolve(local))).as(local).isEmpty();
    }
    try (var receiver = platform.receiver()) {
      int port = ServerProfile.port(receiver);
      var call = "/api/deployments/" + deployment.id();

      var artifact = platform.api(port, "GET", call + "/artifact", "");
      var image = platform.api(port, "GET", call + "/image", "");
      var log = platform.api(port, "GET", call + "/log", "");

      assertThat(artifact.statusCode()).isEqualTo(200);
      assertThat(sha256(artifact.body())).isEqualTo(deployment.artifact().orElseThrow().hex());
      assertThat(image.statusCode()).isEqualTo(200);
      assertThat(image.body()).isEqualTo(Files.readAllBytes(onlyObject("images")));
      assertThat(new String(log.body(), UTF_8)).contains("index.html");
    }
  }

  @Test
  void whatNobodyCanReachLeavesTheBucket()
      throws IOException, InterruptedException, TimeoutException {
    platform.environment.put("SLIPWAY_KEEP_RECENT", "1");
    var old = deploy("old");
    var before = objects();
    platform.age(Duration.ofDays(100), s3.file("test"));
    deploy("new");
    platform.age(Duration.ofDays(2), s3.file("test")); // then nobody has the old page open

    assertThat(sweep()).endsWith("exit code 0");
    platform.age(Duration.ofMinutes(2)); // then every static server knows
    assertThat(sweep()).endsWith("exit code 0");

    assertThat(platform.deployment(old.id()).artifact()).isEmpty();
    assertThat(objects().keySet()).isEqualTo(before.keySet());
    objects()
        .forEach((kind, now) ->
            assertThat(now).as(kind).isNotEmpty().doesNotContainAnyElementsOf(before.get(kind)));
  }

  private Deployment deploy(String text)
      throws IOException, InterruptedException, TimeoutException {
    repository.commit("main", text);
    var queued = platform.queue(project, "main");
    assertThat(platform.run()).endsWith("exit code 0");
    var deployment = platform.deployment(queued.id());
    assertThat(deployment.state()).isEqualTo(DeploymentState.READY);
    return deployment;
  }

  private List<String> sweep() throws IOException, InterruptedException, TimeoutException {
    Files.deleteIfExists(folder.resolve("work/cleaned")); // it is due
    return platform.run("sweep");
  }

  /// Returns the objects by the first folder of their keys.
  private Map<String, List<Path>> objects() throws IOException {
    var root = s3.file("test");
    return ServerProfile.files(root).stream()
        .collect(groupingBy(file -> root.relativize(file).getName(0).toString()));
  }

  private Path onlyObject(String kind) throws IOException {
    assertThat(objects().get(kind)).hasSize(1);
    return objects().get(kind).getFirst();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
