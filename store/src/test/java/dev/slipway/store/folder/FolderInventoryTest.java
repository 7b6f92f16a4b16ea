package dev.slipway.store.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.image.ImageId;
import dev.slipway.core.retention.Stored;
import dev.slipway.store.artifacts.Tars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderInventoryTest {

  private static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir private Path folder;

  @Test
  void listsArtifactsWithTheirSizesAndNothingElse() throws IOException {
    var artifacts = FolderArtifacts.in(folder.resolve("artifacts"));
    var digest = put(artifacts, 1);
    Files.setLastModifiedTime(artifacts.find(digest).orElseThrow(), FileTime.from(THEN));
    Files.writeString(folder.resolve("artifacts").resolve("notes.tar"), "nobody's");

    assertThat(artifacts.inventory().list()).containsExactly(new Stored<>(digest, 100, THEN));
  }

  @Test
  void removesAnArtifactWhoeverHasItOpenReadsOn() throws IOException {
    var artifacts = FolderArtifacts.in(folder.resolve("artifacts"));
    var digest = put(artifacts, 2);
    try (var open = Files.newInputStream(artifacts.find(digest).orElseThrow())) {

      artifacts.inventory().remove(digest);
      artifacts.inventory().remove(digest);

      assertThat(artifacts.find(digest)).isEmpty();
      assertThat(open.readAllBytes()).isEqualTo(Tars.bytes(2, 100));
    }
  }

  @Test
  void removesWhatKilledWritersLeftHalfWrittenAndNothingYounger() throws IOException {
    var artifacts = FolderArtifacts.in(folder.resolve("artifacts"));
    var digest = put(artifacts, 3);
    var shard = folder.resolve("artifacts").resolve(digest.hex().substring(0, 2));
    var old = Files.writeString(shard.resolve("." + digest.hex() + ".1.part"), "half");
    var fresh = Files.writeString(shard.resolve("." + digest.hex() + ".2.part"), "half");
    Files.setLastModifiedTime(old, FileTime.from(THEN));

    assertThat(artifacts.inventory().removeParts(THEN.plusSeconds(1))).isEqualTo(1);

    assertThat(old).doesNotExist();
    assertThat(fresh).exists();
    assertThat(artifacts.find(digest)).isPresent();
  }

  @Test
  void listsAndRemovesLogs() {
    var logs = new FolderLogs(folder.resolve("logs"));
    var id = new DeploymentId(UUID.randomUUID());
    try (var log = logs.append(id)) {
      log.write(new byte[] {'a', '\n'}, 0, 2);
    }

    assertThat(logs.inventory().list())
        .singleElement()
        .returns(id, Stored::id)
        .returns(2L, Stored::bytes);
    logs.inventory().remove(id);

    assertThat(logs.inventory().list()).isEmpty();
    assertThat(logs.read(id, 0, 10).bytes()).isEmpty();
  }

  @Test
  void listsImagesWhereTheyAreKept() throws IOException {
    var kept = folder.resolve("images");
    var id = new ImageId("c".repeat(64));
    FolderImages.in(kept).put(id, Tars.file(folder, Tars.bytes(4, 100)));
    var inventory = FolderInventory.ofImages(kept);

    assertThat(inventory.list()).singleElement().returns(id, Stored::id);
    inventory.remove(id);

    assertThat(FolderImages.in(kept).find(id)).isEmpty();
  }

  @Test
  void hasNothingWhereThereIsNoFolder() {
    var inventory = FolderArtifacts.in(folder.resolve("none")).inventory();

    assertThat(inventory.list()).isEmpty();
    assertThat(inventory.removeParts(THEN)).isZero();
  }

  private ArtifactDigest put(FolderArtifacts artifacts, int seed) throws IOException {
    var bytes = Tars.bytes(seed, 100);
    artifacts.put(Tars.digest(bytes), Tars.file(folder, bytes));
    return Tars.digest(bytes);
  }
}
