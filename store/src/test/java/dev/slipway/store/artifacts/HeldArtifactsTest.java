package dev.slipway.store.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.store.failure.UnavailableException;
import dev.slipway.store.folder.FolderArtifacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldArtifactsTest {

  @TempDir private Path folder;

  @Test
  void holdsBeforeItPutsOrLooks() throws IOException {
    var bytes = Tars.bytes(1, 100);
    var digest = Tars.digest(bytes);
    var kept = FolderArtifacts.in(folder.resolve("artifacts"));
    List<ArtifactDigest> held = new ArrayList<>();
    var artifacts =
        new HeldArtifacts(
            kept,
            asked -> {
              assertThat(kept.find(asked)).as("nothing is done before").isEmpty();
              return held.add(asked);
            });

    assertThat(artifacts.find(digest)).isEmpty();
    artifacts.put(digest, Tars.file(folder, bytes));

    assertThat(held).containsExactly(digest, digest);
    assertThat(kept.find(digest)).isPresent();
  }

  @Test
  void waitsForTheEndOfADeletion() {
    var asked = new AtomicInteger();
    var artifacts =
        new HeldArtifacts(FolderArtifacts.in(folder), _ -> asked.incrementAndGet() == 3);

    assertThat(artifacts.find(Tars.digest(new byte[1]))).isEmpty();

    assertThat(asked).hasValue(3);
  }

  @Test
  void givesUpWhenItIsInterrupted() {
    var artifacts = new HeldArtifacts(FolderArtifacts.in(folder), _ -> false);
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> artifacts.find(Tars.digest(new byte[1])))
        .isInstanceOf(UnavailableException.class);

    assertThat(Thread.interrupted()).isTrue();
  }
}
