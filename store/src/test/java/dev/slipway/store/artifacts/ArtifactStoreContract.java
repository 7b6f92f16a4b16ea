package dev.slipway.store.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.artifact.ArtifactStore;
import dev.slipway.store.failure.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What every store of artifacts does. Its tests run on each of them.
public interface ArtifactStoreContract {

  /// Returns the store, the same for the whole of a test.
  ArtifactStore artifacts();

  /// Returns a folder for the files of a test.
  Path folder();

  @Test
  default void findsWhatWasPutByteForByte() throws IOException {
    for (int length : new int[] {0, 1, 5000, 3 << 20}) {
      var bytes = Tars.bytes(length, length);

      artifacts().put(Tars.digest(bytes), Tars.file(folder(), bytes));

      assertThat(artifacts().find(Tars.digest(bytes)).orElseThrow()).hasBinaryContent(bytes);
    }
  }

  @Test
  default void findsNothingThatWasNeverPut() {
    assertThat(artifacts().find(Tars.digest(Tars.bytes(1, 7)))).isEmpty();
  }

  @Test
  default void keepsNoBytesThatAreNotTheDigests() throws IOException {
    var digest = Tars.digest(Tars.bytes(2, 100));
    var others = Tars.bytes(3, 100);
    var file = Tars.file(folder(), others);

    assertThatThrownBy(() -> artifacts().put(digest, file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(digest.hex())
        .hasMessageContaining(Tars.digest(others).hex());

    assertThat(artifacts().find(digest)).isEmpty();
    assertThat(artifacts().find(Tars.digest(others))).isEmpty();
  }

  @Test
  default void leavesAloneWhatIsThereAlready() throws IOException {
    var bytes = Tars.bytes(4, 5000);
    var digest = Tars.digest(bytes);
    artifacts().put(digest, Tars.file(folder(), bytes));
    var other = Tars.file(folder(), Tars.bytes(5, 5000));

    artifacts().put(digest, Tars.file(folder(), bytes));
    try {
      artifacts().put(digest, other);
    } catch (StoreException _) {
      // It may be told, or nobody may have looked: what is there is what counts.
    }

    assertThat(artifacts().find(digest).orElseThrow()).hasBinaryContent(bytes);
  }

  @Test
  default void takesTheSameFromManyAtOnce()
      throws IOException, InterruptedException, ExecutionException {
    var bytes = Tars.bytes(6, 1 << 20);
    var digest = Tars.digest(bytes);
    var puts = new ArrayList<Future<?>>();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        var file = Tars.file(folder(), bytes);
        puts.add(threads.submit(() -> artifacts().put(digest, file)));
      }
    }
    for (var put : puts) {
      put.get();
    }

    assertThat(artifacts().find(digest).orElseThrow()).hasBinaryContent(bytes);
  }

  @Test
  default void saysWhichFileItCantRead() {
    var digest = Tars.digest(Tars.bytes(8, 8));
    var missing = folder().resolve("missing.tar");

    assertThatThrownBy(() -> artifacts().put(digest, missing))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(digest.toString())
        .hasMessageContaining("missing.tar");
  }

  @Test
  default void returnsAFileThatStaysReadableWhileItIsOpen() throws IOException {
    var bytes = Tars.bytes(9, 5000);
    artifacts().put(Tars.digest(bytes), Tars.file(folder(), bytes));
    var file = artifacts().find(Tars.digest(bytes)).orElseThrow();

    try (var open = Files.newInputStream(file)) {
      Files.delete(file);

      assertThat(open.readAllBytes()).isEqualTo(bytes);
    }
  }
}
