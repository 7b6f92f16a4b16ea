package dev.slipway.store.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.artifact.ArtifactStore;
import dev.slipway.store.artifacts.ArtifactStoreContract;
import dev.slipway.store.failure.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderArtifactsTest implements ArtifactStoreContract {

  @TempDir private Path folder;
  private Path kept;
  private FolderArtifacts artifacts;

  @BeforeEach
  void open() {
    kept = folder.resolve("artifacts");
    artifacts = FolderArtifacts.in(kept);
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
  void findsWhatItKeeps() throws IOException {
    var digest = digestOf("a tar");

    artifacts.put(digest, file("a tar"));

    assertThat(artifacts.find(digest)).contains(place(digest));
    assertThat(Files.readString(place(digest))).isEqualTo("a tar");
    assertThat(files()).containsExactly(place(digest));
  }

  @Test
  void findsNothingElse() {
    assertThat(artifacts.find(digestOf("never put"))).isEmpty();
  }

  @Test
  void refusesBytesThatAreNotTheDigests() throws IOException {
    var digest = digestOf("a tar");
    var other = file("another tar");

    assertThatThrownBy(() -> artifacts.put(digest, other))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(digest.hex())
        .hasMessageContaining(digestOf("another tar").hex());

    assertThat(artifacts.find(digest)).isEmpty();
    assertThat(files()).isEmpty();
  }

  @Test
  void leavesWhatIsThereAlready() throws IOException {
    var digest = digestOf("a tar");
    artifacts.put(digest, file("a tar"));
    var before = Files.readAttributes(place(digest), "unix:ino,lastModifiedTime");

    artifacts.put(digest, file("a tar"));

    assertThat(Files.readAttributes(place(digest), "unix:ino,lastModifiedTime")).isEqualTo(before);
  }

  @Test
  void letsNobodyChangeAnArtifact() throws IOException {
    var digest = digestOf("a tar");

    artifacts.put(digest, file("a tar"));

    assertThat(Files.getPosixFilePermissions(place(digest)))
        .allSatisfy(permission -> assertThat(permission.name()).endsWith("_READ"));
  }

  @Test
  void keepsOneOfManyThatArePutAtOnce()
      throws IOException, ExecutionException, InterruptedException {
    var text = "x".repeat(1 << 20);
    var digest = digestOf(text);
    var puts = new ArrayList<Future<?>>();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 16; i++) {
        var file = file(text);
        puts.add(threads.submit(() -> artifacts.put(digest, file)));
      }
    }
    for (var put : puts) {
      put.get();
    }

    assertThat(files()).containsExactly(place(digest));
    assertThat(Files.readString(place(digest))).isEqualTo(text);
  }

  @Test
  void keepsNothingWhereItIsOpenToLookAtOnly() throws IOException {
    var digest = digestOf("a tar");
    var file = file("a tar");
    var readOnly = FolderArtifacts.readOnly(kept);

    assertThatThrownBy(() -> readOnly.put(digest, file)).isInstanceOf(StoreException.class);

    assertThat(file).exists();
    assertThat(readOnly.find(digest)).isEmpty();
    artifacts.put(digest, file);
    assertThat(readOnly.find(digest)).isPresent();
  }

  @Test
  void keepsWhatLiesOnAnotherFileSystem() throws IOException {
    var digest = digestOf("far away");
    var file = Files.createTempFile(Path.of("/dev/shm"), "slipway", ".tar");
    try {
      Files.writeString(file, "far away");

      artifacts.put(digest, file);

      assertThat(Files.readString(place(digest))).isEqualTo("far away");
    } finally {
      Files.deleteIfExists(file);
    }
  }

  @Test
  void saysWhichArtifactItCantKeep() {
    var digest = digestOf("a tar");
    var missing = folder.resolve("missing.tar");

    assertThatThrownBy(() -> artifacts.put(digest, missing))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(digest.toString())
        .hasMessageContaining("missing.tar");
  }

  @Test
  void leavesNothingBehindWhenItsThreadIsInterrupted() throws IOException {
    var tar = file("a tar");
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> artifacts.put(digestOf("a tar"), tar))
        .isInstanceOf(StoreException.class);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(files()).isEmpty();
  }

  private Path place(ArtifactDigest digest) {
    return kept.resolve(digest.hex().substring(0, 2)).resolve(digest.hex() + ".tar");
  }

  private List<Path> files() throws IOException {
    try (var files = Files.walk(kept)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private Path file(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "packed", ".tar"), text);
  }

  private static ArtifactDigest digestOf(String text) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      return new ArtifactDigest(
          HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8))));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
