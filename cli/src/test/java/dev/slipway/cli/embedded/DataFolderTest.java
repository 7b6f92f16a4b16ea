package dev.slipway.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

  @TempDir private Path folder;

  @Test
  void makesFoldersThatOnlyTheirOwnerCanEnter() throws IOException {
    var data = DataFolder.open(folder.resolve("new/data"));

    assertThat(permissions(data.root())).isEqualTo("rwx------");
    try (var parts = Files.list(data.root())) {
      assertThat(parts)
          .hasSize(8)
          .allSatisfy(part -> assertThat(permissions(part)).isEqualTo("rwx------"));
    }
  }

  @Test
  void takesAnEmptyFolderForItsOwn() throws IOException {
    permit(folder, "rwxrwxrwx");

    DataFolder.open(folder);

    assertThat(permissions(folder)).isEqualTo("rwx------");
  }

  @Test
  void leavesThePermissionsOfAFolderThatHoldsOtherThings() throws IOException {
    Files.createDirectory(folder.resolve("lost+found"));
    permit(folder, "rwxr-xr-x");

    DataFolder.open(folder);

    assertThat(permissions(folder)).isEqualTo("rwxr-xr-x");
  }

  @Test
  void refusesAFolderInWhichOthersCanPutThings() throws IOException {
    Files.createFile(folder.resolve("theirs"));
    permit(folder, "rwxrwxrwx");

    assertThatThrownBy(() -> DataFolder.open(folder))
        .isInstanceOf(PlatformException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("rwxrwxrwx")
        .hasMessageContaining("--data");
    assertThat(permissions(folder)).isEqualTo("rwxrwxrwx");
  }

  @Test
  void refusesWhatIsNoFolder() throws IOException {
    var file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> DataFolder.open(file.resolve("data")))
        .isInstanceOf(PlatformException.class)
        .hasMessageContaining("Can't use the data folder " + file.resolve("data"));
    assertThatThrownBy(() -> DataFolder.open(file)).isInstanceOf(PlatformException.class);
  }

  @Test
  void writesFilesThatOnlyTheirOwnerCanRead() throws IOException {
    var file = folder.resolve("token");
    Files.writeString(file, "old");
    permit(file, "rw-r--r--");

    DataFolder.write(file, "new");

    assertThat(DataFolder.read(file)).contains("new");
    assertThat(permissions(file)).isEqualTo("rw-------");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void replacesAFileAtOnceInsteadOfWritingIntoIt() throws IOException {
    var file = folder.resolve("token");
    DataFolder.write(file, "old");
    var before = Files.createLink(folder.resolve("before"), file);

    DataFolder.write(file, "new");

    assertThat(Files.readString(before)).isEqualTo("old");
  }

  @Test
  void doesNotFollowALinkThatLiesInItsWay() throws IOException {
    var elsewhere = Files.writeString(folder.resolve("elsewhere"), "theirs");
    Files.createSymbolicLink(folder.resolve("token.new"), elsewhere);

    DataFolder.write(folder.resolve("token"), "secret");

    assertThat(Files.readString(elsewhere)).isEqualTo("theirs");
  }

  @Test
  void readsNothingWhereNothingIs() {
    assertThat(DataFolder.read(folder.resolve("none"))).isEmpty();
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static void permit(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }
}
