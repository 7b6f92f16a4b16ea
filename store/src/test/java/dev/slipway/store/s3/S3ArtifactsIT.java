package dev.slipway.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.artifact.ArtifactPlace;
import dev.slipway.core.artifact.ArtifactStore;
import dev.slipway.core.artifact.Bucket;
import dev.slipway.core.secret.Secret;
import dev.slipway.store.artifacts.ArtifactStoreContract;
import dev.slipway.store.artifacts.Artifacts;
import dev.slipway.store.artifacts.Artifacts.Copies;
import dev.slipway.store.artifacts.Tars;
import dev.slipway.store.failure.StoreException;
import dev.slipway.store.failure.UnavailableException;
import dev.slipway.store.testing.RecordedLog;
import dev.slipway.store.testing.Relay;
import dev.slipway.store.testing.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Artifacts in a bucket of a real S3-compatible store, found through copies.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3ArtifactsIT implements ArtifactStoreContract {

  private static final int MEBIBYTE = 1 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final S3Server server = S3Server.start();
  private Relay relay = Relay.to(server.port());
  private RecordedLog log = new RecordedLog("dev.slipway.store.remote");
  private Path folder = Path.of("");
  private Artifacts artifacts = open(server.bucket());

  @BeforeEach
  void open(@TempDir Path fresh) {
    folder = fresh;
    relay = Relay.to(server.port());
    log = new RecordedLog("dev.slipway.store.remote");
    artifacts = open(server.bucket());
  }

  @AfterEach
  void closeWhatIsOpen() {
    artifacts.close();
    relay.close();
    log.close();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Override
  public ArtifactStore artifacts() {
    return artifacts;
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Test
  void keepsEachUnderAKeyThatIsItsDigest() throws IOException {
    var bytes = Tars.bytes(20, 5000);

    artifacts.put(Tars.digest(bytes), Tars.file(folder, bytes));

    assertThat(server.file(key(Tars.digest(bytes)))).hasBinaryContent(bytes);
  }

  @Test
  void sendsWhatIsLongInParts() throws IOException {
    var bytes = Tars.bytes(21, 13 * MEBIBYTE + 17);
    var digest = Tars.digest(bytes);
    try (var inParts = S3Artifacts.inParts(server.bucket(), 5 * MEBIBYTE)) {

      inParts.put(digest, Tars.file(folder, bytes));
    }

    assertThat(server.file(key(digest))).hasBinaryContent(bytes);
    assertThat(artifacts.find(digest).orElseThrow()).hasBinaryContent(bytes);
  }

  @Test
  void sendsAgainWhatHasAnotherLength() throws IOException {
    var bytes = Tars.bytes(22, 5000);
    var digest = Tars.digest(bytes);
    artifacts.put(digest, Tars.file(folder, bytes));
    Files.write(server.file(key(digest)), Tars.bytes(22, 100));

    artifacts.put(digest, Tars.file(folder, bytes));

    assertThat(artifacts.find(digest).orElseThrow()).hasBinaryContent(bytes);
  }

  @Test
  void refusesOtherBytesOnTheServer() throws IOException {
    var digest = put(23, 5000);
    Files.write(server.file(key(digest)), Tars.bytes(24, 5000));

    assertThatThrownBy(() -> artifacts.find(digest))
        .isInstanceOf(StoreException.class)
        .isNotInstanceOf(UnavailableException.class);

    assertThat(copies()).isEmpty();
    assertThat(log.lines()).allSatisfy(line -> assertThat(line).contains("refused"));
  }

  @Test
  void servesCopiesWhileTheServerIsDeadAndTheRestWhenItIsBack() throws IOException {
    var known = put(25, 5000);
    var cold = put(26, 5000);
    artifacts.find(known);
    server.kill();
    try {
      assertThat(artifacts.find(known).orElseThrow()).hasBinaryContent(Tars.bytes(25, 5000));
      assertThatThrownBy(() -> artifacts.find(cold)).isInstanceOf(UnavailableException.class);
      assertThat(log.lines()).singleElement().asString().contains("can't be fetched");
    } finally {
      server.startAgain();
    }

    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> artifacts.find(cold).isPresent());
  }

  @Test
  void fetchesAgainWhatWasCutInItsMiddle()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    var digest = put(27, 8 * MEBIBYTE);
    try (var through = open(server.bucket(relay.port()))) {
      relay.stopAfter(4 * MEBIBYTE);
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var found = threads.submit(() -> through.find(digest));
        relay.awaitStop();
        assertThat(copies()).singleElement().asString().endsWith(".part");

        relay.cut();

        assertThat(copy(found)).hasBinaryContent(Tars.bytes(27, 8 * MEBIBYTE));
      }
    }
    assertThat(log.lines()).singleElement().asString().contains("fetched again");
    assertThat(copies()).singleElement().asString().endsWith(".tar");
  }

  @Test
  void leavesNothingOfWhatCameFromAServerThatDied()
      throws IOException, InterruptedException, ExecutionException {
    var digest = put(28, 8 * MEBIBYTE);
    try (var through = open(server.bucket(relay.port()))) {
      relay.stopAfter(4 * MEBIBYTE);
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var found = threads.submit(() -> through.find(digest));
        relay.awaitStop();

        server.kill();
        relay.cut();

        assertThatThrownBy(found::get).hasCauseInstanceOf(UnavailableException.class);
      } finally {
        server.startAgain();
      }
      assertThat(copies()).isEmpty();
      Awaitility.await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(() -> through.find(digest).isPresent());
    }
  }

  @Test
  void endsWhatDoesNotComeToItsEnd() throws IOException, InterruptedException, ExecutionException {
    var digest = put(29, 8 * MEBIBYTE);
    try (var through = open(server.bucket(relay.port()))) {
      relay.stopAfter(4 * MEBIBYTE);
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {

        var found = threads.submit(() -> through.find(digest));
        relay.awaitStop();

        assertThatThrownBy(found::get)
            .as("who waits is told after ten seconds")
            .hasCauseInstanceOf(UnavailableException.class);
      }
      relay.cut();
    }
  }

  @Test
  void keepsNothingOfAnUploadThatTheServerDiedIn()
      throws IOException, InterruptedException, ExecutionException {
    var bytes = Tars.bytes(30, 24 * MEBIBYTE);
    var digest = Tars.digest(bytes);
    var file = Tars.file(folder, bytes);
    try (var through = S3Artifacts.inParts(server.bucket(relay.port()), 5 * MEBIBYTE);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      relay.stopAfter(12 * MEBIBYTE);
      var put = threads.submit(() -> through.put(digest, file));
      relay.awaitStop();

      server.kill();
      relay.cut();

      assertThatThrownBy(put::get)
          .hasCauseInstanceOf(StoreException.class)
          .hasMessageContaining(digest.hex());
    } finally {
      server.startAgain();
    }
    assertThat(artifacts.find(digest)).isEmpty();
    artifacts.put(digest, file);
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> artifacts.find(digest).isPresent());
  }

  @Test
  void fetchesOnceWhatTwentyAskFor()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    var digest = put(31, MEBIBYTE);
    var found = new ArrayList<Future<Optional<Path>>>();
    try (var through = open(server.bucket(relay.port()));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {

      for (int i = 0; i < 20; i++) {
        found.add(threads.submit(() -> through.find(digest)));
      }

      for (var one : found) {
        assertThat(copy(one)).hasBinaryContent(Tars.bytes(31, MEBIBYTE));
      }
    }
    assertThat(relay.connections()).isEqualTo(1);
  }

  @Test
  void endsAnUploadThatIsInterrupted() throws IOException {
    var bytes = Tars.bytes(32, MEBIBYTE);
    var file = Tars.file(folder, bytes);
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> artifacts.put(Tars.digest(bytes), file))
        .isInstanceOf(StoreException.class);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(artifacts.find(Tars.digest(bytes))).isEmpty();
  }

  @Test
  void saysWhatIsWrongWithAWrongKey() throws IOException {
    var right = server.bucket();
    var wrong =
        new Bucket(
            right.endpoint(), right.name(), "x", "", right.accessKeyId(), new Secret("no"), true);
    try (var s3 = S3Artifacts.in(wrong)) {
      var file = Tars.file(folder, Tars.bytes(33, 10));

      assertThatThrownBy(s3::tryOut).isInstanceOf(StoreException.class).hasMessageContaining("403");
      assertThatThrownBy(() -> s3.put(Tars.digest(Tars.bytes(33, 10)), file))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("403");
    }
  }

  @Test
  void triesABucketOutAndLeavesNothingBehind() throws IOException {
    try (var s3 = S3Artifacts.in(server.bucket())) {
      s3.tryOut();
    }

    var probes = server.file("test/probe");
    assertThat(Files.notExists(probes) || isEmpty(probes)).isTrue();
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  private ArtifactDigest put(int seed, int length) throws IOException {
    var bytes = Tars.bytes(seed, length);
    artifacts.put(Tars.digest(bytes), Tars.file(folder, bytes));
    return Tars.digest(bytes);
  }

  private static Path copy(Future<Optional<Path>> found)
      throws InterruptedException, ExecutionException, TimeoutException {
    return found.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).orElseThrow();
  }

  private List<Path> copies() throws IOException {
    var copies = folder.resolve("copies");
    if (Files.notExists(copies)) {
      return List.of();
    }
    try (var files = Files.list(copies)) {
      return files.toList();
    }
  }

  private Artifacts open(Bucket bucket) {
    var place = new ArtifactPlace(folder.resolve("none"), Optional.of(bucket));
    return Artifacts.at(place, new Copies(folder.resolve("copies"), 1L << 30), Clock.systemUTC());
  }

  private static String key(ArtifactDigest digest) {
    return "test/artifacts/" + digest.hex().substring(0, 2) + "/" + digest.hex() + ".tar";
  }
}
