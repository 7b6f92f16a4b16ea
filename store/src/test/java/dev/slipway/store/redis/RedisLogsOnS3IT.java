package dev.slipway.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.log.LogStore;
import dev.slipway.store.logs.LogStoreContract;
import dev.slipway.store.s3.S3Logs;
import dev.slipway.store.testing.RedisServer;
import dev.slipway.store.testing.S3Server;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Logs that are kept in a bucket, and that Redis shows elsewhere before they are there.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RedisLogsOnS3IT implements LogStoreContract {

  private static final Duration BOUND = Duration.ofSeconds(20);

  private final RedisServer server = RedisServer.start();
  private final S3Server bucket = S3Server.start();
  private final Redis redis = Redis.open(server.settings());
  private final S3Logs ofHere = S3Logs.in(bucket.bucket());
  private final S3Logs ofElsewhere = S3Logs.in(bucket.bucket());
  private final LogStore here = new RedisLogs(ofHere, redis, "main");
  private final LogStore elsewhere = new RedisLogs(ofElsewhere, redis, "main");
  private DeploymentId deployment = new DeploymentId(UUID.randomUUID());

  @BeforeEach
  void next() {
    deployment = new DeploymentId(UUID.randomUUID());
    await().ignoreExceptions().until(() -> redis.call(to -> to.ping()).equals("PONG"));
  }

  @AfterAll
  void stop() {
    ofHere.close();
    ofElsewhere.close();
    redis.close();
    server.close();
    bucket.close();
  }

  @Override
  public LogStore logs() {
    return here;
  }

  @Override
  public DeploymentId deployment() {
    return deployment;
  }

  @Test
  void showsElsewhereWhatIsWrittenAndHasItAllInTheEnd() {
    try (var log = here.append(deployment)) {
      var bytes = "one\ntwo\n".getBytes(StandardCharsets.UTF_8);
      log.write(bytes, 0, bytes.length);

      await().atMost(BOUND).until(() -> text(elsewhere).equals("one\ntwo\n"));
    }

    assertThat(text(ofElsewhere)).isEqualTo("one\ntwo\n");
  }

  private String text(LogStore store) {
    return new String(store.read(deployment, 0, 100).bytes(), StandardCharsets.UTF_8);
  }
}
