package dev.slipway.site.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.ArtifactException;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.site.FolderOfArtifacts;
import dev.slipway.site.SampleSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OpenArtifactsTest {

  private static final int ROOM_FOR_ALL = 1 << 20;
  private static final int ROOM_FOR_NONE = 1;

  @TempDir private Path folder;
  private FolderOfArtifacts store;
  private ArtifactDigest digest;

  @BeforeEach
  void pack() {
    store = new FolderOfArtifacts(folder);
    digest = new SampleSite().page("index.html", "home").pack(folder);
  }

  @Test
  void opensAnArtifactOnce() {
    try (var artifacts = new OpenArtifacts(store, ROOM_FOR_ALL);
        var first = artifacts.lease(digest).orElseThrow();
        var second = artifacts.lease(digest).orElseThrow()) {

      assertThat(first.artifact()).isSameAs(second.artifact());
      assertThat(store.finds()).isEqualTo(1);
    }
  }

  @Test
  void knowsThatAnArtifactIsMissingAndLooksAgain() throws IOException {
    var away = folder.resolve("away");
    Files.move(store.path(digest), away);

    try (var artifacts = new OpenArtifacts(store, ROOM_FOR_ALL)) {
      assertThat(artifacts.lease(digest)).isEmpty();
      store.put(digest, away);
      assertThat(artifacts.lease(digest)).isPresent();
    }
  }

  @Test
  void findsAnOpenArtifactAgainWithoutItsName() {
    var artifacts = new OpenArtifacts(store, ROOM_FOR_ALL);
    var first = artifacts.lease(digest).orElseThrow();
    var found = first.found();

    try (var second = found.lease().orElseThrow()) {
      assertThat(second.artifact()).isSameAs(first.artifact());
    }
    first.close();
    assertThat(first.artifact().channel().isOpen()).isTrue();

    artifacts.close();
    assertThat(found.lease()).isEmpty();
  }

  @Test
  void keepsAnArtifactOpenWhileItIsRead() {
    var artifacts = new OpenArtifacts(store, ROOM_FOR_ALL);
    var first = artifacts.lease(digest).orElseThrow();
    var second = artifacts.lease(digest).orElseThrow();
    Artifact artifact = first.artifact();

    artifacts.close();
    first.close();
    first.close();

    assertThat(artifact.channel().isOpen()).isTrue();
    second.close();
    assertThatThrownBy(artifact::channel)
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void closesAtOnceWhatItHasNoRoomForAndNobodyReads() {
    try (var artifacts = new OpenArtifacts(store, ROOM_FOR_NONE)) {
      var lease = artifacts.lease(digest).orElseThrow();
      Artifact artifact = lease.artifact();
      assertThat(artifact.channel().isOpen()).isTrue();

      lease.close();

      assertThatThrownBy(artifact::channel).hasMessageContaining("closed");
    }
  }

  @Test
  void closesAllThatItOpenedHoweverManyReadAtOnce()
      throws InterruptedException, ExecutionException {
    var digests = new ArrayList<ArtifactDigest>();
    for (int i = 0; i < 8; i++) {
      digests.add(new SampleSite().file("n", "number " + i).pack(folder));
    }
    var artifacts = new OpenArtifacts(store, 1_000);
    var seen = new ArrayList<Future<List<Artifact>>>();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int thread = 0; thread < 16; thread++) {
        var random = new Random(thread);
        seen.add(threads.submit(() -> readMany(artifacts, digests, random)));
      }
    }
    artifacts.close();

    assertThat(store.finds()).isGreaterThan(digests.size());
    for (var opened : seen) {
      assertThat(opened.get())
          .allSatisfy(
              artifact -> assertThatThrownBy(artifact::channel).hasMessageContaining("closed"));
    }
  }

  private static List<Artifact> readMany(
      OpenArtifacts artifacts, List<ArtifactDigest> digests, Random random) {
    var seen = new ArrayList<Artifact>();
    for (int i = 0; i < 500; i++) {
      int number = random.nextInt(digests.size());
      try (var lease = artifacts.lease(digests.get(number)).orElseThrow()) {
        var artifact = lease.artifact();
        var body = artifact.read(artifact.file("n").orElseThrow().plain());
        assertThat(UTF_8.decode(body).toString()).isEqualTo("number " + number);
        seen.add(artifact);
      }
    }
    return seen;
  }
}
