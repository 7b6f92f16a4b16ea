package dev.slipway.store.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.store.artifacts.Tars;
import dev.slipway.store.failure.StoreException;
import dev.slipway.store.failure.UnavailableException;
import dev.slipway.store.folder.FolderArtifacts;
import dev.slipway.store.testing.RecordedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedArtifactsTest {

  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(20), Duration.ofSeconds(20), PAUSE);
  private static final int LENGTH = 10_000;
  private static final long BUDGET = 5L * LENGTH;

  private final FakeRemote remote = new FakeRemote();
  private final RecordedLog log = new RecordedLog("dev.slipway.store.remote");
  @TempDir private Path folder;

  @AfterEach
  void closeLog() {
    log.close();
  }

  @Test
  void fetchesOnceWhatManyAskFor() throws InterruptedException, ExecutionException {
    var bytes = bytes(1);
    var digest = remote.add(bytes);
    var artifacts = artifacts();
    var gate = remote.hang();
    var found = new ArrayList<Future<Optional<Path>>>();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        found.add(threads.submit(() -> artifacts.find(digest)));
      }
      await().until(() -> remote.fetches() == 1);
      gate.countDown();
    }

    for (var one : found) {
      assertThat(one.get().orElseThrow()).hasBinaryContent(bytes);
    }
    assertThat(remote.fetches()).isEqualTo(1);
  }

  @Test
  void servesCopiesWithoutTheRemoteAndAfterARestart() {
    var digest = remote.add(bytes(1));
    artifacts().find(digest);
    remote.setAway(true);

    assertThat(artifacts().find(digest).orElseThrow()).hasBinaryContent(bytes(1));
    assertThat(remote.fetches()).isEqualTo(1);
  }

  @Test
  void keepsCopiesForItsOwnerAlone() throws IOException {
    var copy = artifacts().find(remote.add(bytes(1))).orElseThrow();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copies())))
        .isEqualTo("rwx------");
  }

  @Test
  void takesFromNearbyWhatIsThere() throws IOException {
    var bytes = bytes(1);
    var old = folder.resolve("old");
    FolderArtifacts.in(old).put(Tars.digest(bytes), Tars.file(folder, bytes));
    remote.setAway(true);

    var found = artifacts().find(Tars.digest(bytes)).orElseThrow();

    assertThat(found).hasBinaryContent(bytes).startsWithRaw(old);
    assertThat(remote.fetches()).isZero();
  }

  @Test
  void refusesOtherBytesAndTakesTheRightOnesLater() throws IOException {
    var digest = remote.add(bytes(1));
    var artifacts = artifacts();
    remote.send(digest, bytes(2));

    assertThatThrownBy(() -> artifacts.find(digest))
        .isInstanceOf(StoreException.class)
        .isNotInstanceOf(UnavailableException.class)
        .hasMessageContaining(Tars.digest(bytes(2)).hex());

    assertThat(files()).isEmpty();
    assertThat(log.lines())
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).contains("refused", digest.hex()));
    remote.send(digest, bytes(1));
    await().ignoreExceptions().until(() -> artifacts.find(digest).isPresent());
    assertThat(artifacts.find(digest).orElseThrow()).hasBinaryContent(bytes(1));
  }

  @Test
  void fetchesAgainWhatWasCutOff() throws IOException {
    var digest = remote.add(bytes(1));
    remote.cut(1);

    assertThat(artifacts().find(digest).orElseThrow()).hasBinaryContent(bytes(1));

    assertThat(remote.fetches()).isEqualTo(2);
    assertThat(files()).hasSize(1);
    assertThat(log.lines()).singleElement().asString().contains("fetched again", "5000 of 10000");
  }

  @Test
  void givesUpWhatIsAlwaysCutOff() throws IOException {
    var digest = remote.add(bytes(1));
    remote.cut(100);

    assertThatThrownBy(() -> artifacts().find(digest)).isInstanceOf(UnavailableException.class);

    assertThat(remote.fetches()).isEqualTo(3);
    assertThat(files()).isEmpty();
  }

  @Test
  void saysOnceThatTheRemoteIsAwayAndOnceThatItIsBack() {
    var digests = List.of(remote.add(bytes(1)), remote.add(bytes(2)), remote.add(bytes(3)));
    var artifacts = artifacts();
    remote.setAway(true);

    for (int i = 0; i < 30; i++) {
      var digest = digests.get(i % 3);
      assertThatThrownBy(() -> artifacts.find(digest)).isInstanceOf(UnavailableException.class);
    }

    assertThat(log.lines()).singleElement().asString().contains("WARNING", "connection refused");
    remote.setAway(false);
    await().ignoreExceptions().until(() -> artifacts.find(digests.getFirst()).isPresent());
    assertThat(log.lines()).hasSize(2).last().asString().contains("again");
  }

  @Test
  void asksOnceInAMomentWhileTheRemoteIsAway() {
    var patient =
        new Patience(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMinutes(1));
    var artifacts = artifacts(patient, BUDGET);
    remote.setAway(true);

    for (int i = 0; i < 30; i++) {
      var digest = remote.add(bytes(i));
      assertThatThrownBy(() -> artifacts.find(digest)).isInstanceOf(UnavailableException.class);
    }

    assertThat(remote.fetches()).isEqualTo(1);
  }

  @Test
  void asksOnceInAMomentForWhatIsNowhere() {
    var patient =
        new Patience(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMinutes(1));
    var artifacts = artifacts(patient, BUDGET);

    for (int i = 0; i < 10; i++) {
      assertThat(artifacts.find(Tars.digest(bytes(1)))).isEmpty();
    }

    assertThat(remote.fetches()).isEqualTo(1);
  }

  @Test
  void doesNotWaitForEverAndFetchesOnBeside() {
    var digest = remote.add(bytes(1));
    var artifacts =
        artifacts(new Patience(Duration.ofMillis(30), Duration.ofSeconds(20), PAUSE), BUDGET);
    var gate = remote.hang();

    assertThatThrownBy(() -> artifacts.find(digest))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("on its way");

    gate.countDown();
    await().ignoreExceptions().until(() -> artifacts.find(digest).isPresent());
    assertThat(remote.fetches()).isEqualTo(1);
  }

  @Test
  void endsAFetchThatTakesTooLong() throws IOException {
    var digest = remote.add(bytes(1));
    var artifacts =
        artifacts(new Patience(Duration.ofSeconds(20), Duration.ofNanos(1), PAUSE), BUDGET);

    assertThatThrownBy(() -> artifacts.find(digest))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("takes longer");

    assertThat(files()).isEmpty();
  }

  @Test
  void staysWithinItsBudgetWhateverIsAskedFor() throws InterruptedException, ExecutionException {
    var digests = new ArrayList<ArtifactDigest>();
    for (int i = 0; i < 40; i++) {
      digests.add(remote.add(bytes(i)));
    }
    var artifacts = artifacts();
    var largest = new AtomicLong();
    var done = new AtomicBoolean();
    var churn = new ArrayList<Future<?>>();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var watch = threads.submit(() -> watch(done, largest));
      for (int thread = 0; thread < 4; thread++) {
        int offset = thread * 7;
        churn.add(
            threads.submit(() -> {
              for (int i = 0; i < 50; i++) {
                var digest = digests.get((i * 3 + offset) % digests.size());
                assertThat(artifacts.find(digest)).isPresent();
              }
            }));
      }
      for (var one : churn) {
        one.get();
      }
      done.set(true);
      watch.get();
    }

    assertThat(largest.get()).isPositive().isLessThanOrEqualTo(BUDGET);
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void makesRoomByWhatWasUsedLongestAgoEvenBeforeARestart() throws IOException {
    var digests = new ArrayList<ArtifactDigest>();
    var artifacts = artifacts();
    for (int i = 0; i < 5; i++) {
      digests.add(remote.add(bytes(i)));
      var copy = artifacts.find(digests.get(i)).orElseThrow();
      var hoursAgo = Clock.systemUTC().instant().minus(Duration.ofHours(10 - i));
      Files.setLastModifiedTime(copy, FileTime.from(hoursAgo));
    }
    artifacts.find(digests.get(0));
    artifacts.used(digests.get(1));

    artifacts().find(remote.add(bytes(9)));

    assertThat(files()).hasSize(5).doesNotContain(copies().resolve(digests.get(2).hex() + ".tar"));
  }

  @Test
  void leavesWhatIsOpenReadableWhenItHasMadeRoom() throws IOException {
    var artifacts = artifacts();
    var first = artifacts.find(remote.add(bytes(0))).orElseThrow();
    try (var open = Files.newInputStream(first)) {

      for (int i = 1; i < 10; i++) {
        artifacts.find(remote.add(bytes(i)));
      }

      assertThat(first).doesNotExist();
      assertThat(open.readAllBytes()).isEqualTo(bytes(0));
    }
  }

  @Test
  void refusesWhatIsLongerThanAllOfItsBudgetAndKeepsTheRest() throws IOException {
    var small = remote.add(bytes(1));
    var large = remote.add(Tars.bytes(5, (int) BUDGET + 1));
    var artifacts = artifacts();
    artifacts.find(small);

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> artifacts.find(large))
          .isInstanceOf(StoreException.class)
          .isNotInstanceOf(UnavailableException.class)
          .hasMessageContaining("static.cache");
    }

    assertThat(files()).hasSize(1);
    assertThat(artifacts.find(small)).isPresent();
  }

  @Test
  void servesWhatIsThereWhenTheDiskTakesNothing() throws IOException {
    var artifacts = artifacts();
    var there = remote.add(bytes(1));
    artifacts.find(there);
    var elsewhere = Files.writeString(folder.resolve("file"), "a folder can't be below this");
    var broken = artifacts(elsewhere.resolve("copies"), PATIENCE, BUDGET);

    assertThatThrownBy(() -> broken.find(there)).isInstanceOf(UnavailableException.class);

    assertThat(artifacts.find(there)).isPresent();
    assertThat(log.lines()).singleElement().asString().contains("disk has room");
  }

  @Test
  void removesWhatADeadProcessLeftHalfWritten() throws IOException {
    var artifacts = artifacts();
    artifacts.find(remote.add(bytes(1)));
    var old = Files.writeString(copies().resolve(".abc.part"), "half");
    var young = Files.writeString(copies().resolve(".def.part"), "half");
    Files.setLastModifiedTime(
        old, FileTime.from(Clock.systemUTC().instant().minus(Duration.ofHours(2))));

    artifacts.find(remote.add(bytes(2)));

    assertThat(old).doesNotExist();
    assertThat(young).exists();
  }

  private void watch(AtomicBoolean done, AtomicLong largest) {
    while (!done.get()) {
      largest.accumulateAndGet(size(), Math::max);
    }
  }

  private long size() {
    long size = 0;
    try {
      for (var file : files()) {
        size += length(file);
      }
    } catch (NoSuchFileException _) {
      return 0; // before the first
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return size;
  }

  private static long length(Path file) throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException _) {
      return 0;
    }
  }

  private List<Path> files() throws IOException {
    if (Files.notExists(copies())) {
      return List.of();
    }
    try (var files = Files.list(copies())) {
      return files.toList();
    }
  }

  private Path copies() {
    return folder.resolve("copies");
  }

  private CachedArtifacts artifacts() {
    return artifacts(PATIENCE, BUDGET);
  }

  private CachedArtifacts artifacts(Patience patience, long budget) {
    return artifacts(copies(), patience, budget);
  }

  private CachedArtifacts artifacts(Path copies, Patience patience, long budget) {
    return new CachedArtifacts(
        FolderArtifacts.readOnly(folder.resolve("old")),
        remote,
        new TarCache(copies, budget, Clock.systemUTC()),
        patience);
  }

  private static byte[] bytes(int seed) {
    return Tars.bytes(seed, LENGTH);
  }
}
