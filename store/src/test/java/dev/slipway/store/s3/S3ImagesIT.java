package dev.slipway.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.image.ImageId;
import dev.slipway.core.image.ImageStore;
import dev.slipway.core.retention.Stored;
import dev.slipway.store.artifacts.Tars;
import dev.slipway.store.failure.StoreException;
import dev.slipway.store.failure.UnavailableException;
import dev.slipway.store.images.ImageStoreContract;
import dev.slipway.store.remote.CachedImages;
import dev.slipway.store.testing.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Images in a bucket of a real S3-compatible store, found through copies.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3ImagesIT implements ImageStoreContract {

  private static final int MEBIBYTE = 1 << 20;
  private static final ImageId ID = new ImageId("e".repeat(64));

  private final S3Server server = S3Server.start();
  private Path folder = Path.of("");
  private S3Images remote = S3Images.in(server.bucket());
  private CachedImages images = cached(remote, "none");

  @BeforeEach
  void open(@TempDir Path fresh) {
    folder = fresh;
    remote = S3Images.inParts(server.bucket(), 5 * MEBIBYTE);
    images = cached(remote, "copies");
  }

  @AfterEach
  void empty() {
    remote.inventory().list().forEach(stored -> remote.inventory().remove(stored.id()));
    remote.close();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Override
  public ImageStore images() {
    return images;
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Test
  void findsOnAnotherMachineWhatWasSentInParts() throws IOException {
    var bytes = Tars.bytes(1, 13 * MEBIBYTE + 17);

    images.put(ID, Tars.file(folder, bytes));

    assertThat(cached(remote, "elsewhere").find(ID).orElseThrow()).hasBinaryContent(bytes);
  }

  @Test
  void refusesOtherBytesThanWereSent() throws IOException {
    images.put(ID, Tars.file(folder, Tars.bytes(2, 5000)));
    var object = server.file("test/images/ee/" + ID.hex() + ".tar");
    try (var channel =
        java.nio.channels.FileChannel.open(object, java.nio.file.StandardOpenOption.WRITE)) {
      channel.write(java.nio.ByteBuffer.wrap(new byte[] {1, 2, 3, 4}), 100);
    }

    assertThatThrownBy(() -> images.find(ID))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(ID.hex());

    assertThat(copies()).isEmpty();
  }

  @Test
  void findsItsCopyWhileTheServerIsDeadAndSaysSoOfTheRest() throws IOException {
    var bytes = Tars.bytes(3, 5000);
    images.put(ID, Tars.file(folder, bytes));
    images.find(ID);
    server.kill();
    try {
      assertThat(images.find(ID).orElseThrow()).hasBinaryContent(bytes);
      assertThatThrownBy(() -> images.find(new ImageId("d".repeat(64))))
          .isInstanceOf(UnavailableException.class);
    } finally {
      server.startAgain();
    }
  }

  @Test
  void listsAndRemovesImages() throws IOException {
    images.put(ID, Tars.file(folder, Tars.bytes(4, 5000)));

    assertThat(remote.inventory().list())
        .singleElement()
        .returns(ID, Stored::id)
        .returns(5000L, Stored::bytes);
    remote.inventory().remove(ID);

    assertThat(cached(remote, "elsewhere").find(ID)).isEmpty();
  }

  private CachedImages cached(S3Images remote, String copies) {
    return new CachedImages(remote, folder.resolve(copies), 1L << 30, Clock.systemUTC());
  }

  private java.util.List<Path> copies() throws IOException {
    try (var files = Files.list(folder.resolve("copies"))) {
      return files.toList();
    }
  }
}
