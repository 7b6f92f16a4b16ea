package dev.slipway.store.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.image.ImageId;
import dev.slipway.core.image.ImageStore;
import dev.slipway.store.artifacts.Tars;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What every store of images does. Its tests run on each of them.
public interface ImageStoreContract {

  /// Returns the store, the same for the whole of a test.
  ImageStore images();

  /// Returns a folder for the files of a test.
  Path folder();

  @Test
  default void findsTheImageThatWasPutByteForByte() throws IOException {
    for (int length : new int[] {1, 5000, 3 << 20}) {
      var id = id(Integer.toHexString(length % 10));
      var bytes = Tars.bytes(length, length);

      images().put(id, Tars.file(folder(), bytes));

      assertThat(images().find(id).orElseThrow()).hasBinaryContent(bytes);
    }
  }

  @Test
  default void findsNoImageThatWasNeverPut() {
    assertThat(images().find(id("7"))).isEmpty();
  }

  @Test
  default void leavesAnImageAloneThatIsThereAlready() throws IOException {
    var first = Tars.bytes(4, 5000);
    images().put(id("4"), Tars.file(folder(), first));

    images().put(id("4"), Tars.file(folder(), Tars.bytes(5, 5000)));

    assertThat(images().find(id("4")).orElseThrow()).hasBinaryContent(first);
  }

  @Test
  default void takesTheSameImageFromManyAtOnce()
      throws IOException, InterruptedException, ExecutionException {
    var bytes = Tars.bytes(6, 1 << 20);
    var files = new ArrayList<Path>();
    for (var i = 0; i < 8; i++) {
      files.add(Tars.file(folder(), bytes));
    }

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var puts = new ArrayList<Future<?>>();
      files.forEach(file -> puts.add(threads.submit(() -> images().put(id("6"), file))));
      for (var put : puts) {
        put.get();
      }
    }

    assertThat(images().find(id("6")).orElseThrow()).hasBinaryContent(bytes);
  }

  private static ImageId id(String digit) {
    return new ImageId(digit.repeat(64));
  }
}
