package dev.slipway.store.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.image.ImageId;
import dev.slipway.core.image.ImageStore;
import dev.slipway.store.artifacts.Tars;
import dev.slipway.store.failure.StoreException;
import dev.slipway.store.images.ImageStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderImagesTest implements ImageStoreContract {

  private static final ImageId ID = new ImageId("ab".repeat(32));

  @TempDir private Path folder;
  private Path kept;
  private FolderImages images;

  @BeforeEach
  void open() {
    kept = folder.resolve("images");
    images = FolderImages.in(kept);
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
  void leavesNothingButTheImageWhichNobodyCanChange() throws IOException {
    images.put(ID, Tars.file(folder, Tars.bytes(1, 100)));

    try (var files = Files.walk(kept)) {
      var only = kept.resolve("ab").resolve(ID.hex() + ".tar");
      assertThat(files.filter(Files::isRegularFile)).containsExactly(only);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(only)))
          .isEqualTo("r--r--r--");
    }
  }

  @Test
  void keepsNothingWhereItMayOnlyLook() throws IOException {
    var file = Tars.file(folder, Tars.bytes(1, 100));
    var looking = FolderImages.readOnly(kept);

    assertThatThrownBy(() -> looking.put(ID, file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("to look at only");
    assertThat(looking.find(ID)).isEmpty();
  }

  @Test
  void saysWhichImageItCannotKeep() {
    assertThatThrownBy(() -> images.put(ID, folder.resolve("nothing.tar")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(ID.hex());
    assertThat(images.find(ID)).isEmpty();
  }
}
