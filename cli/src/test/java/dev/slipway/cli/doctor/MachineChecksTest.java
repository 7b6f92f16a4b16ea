package dev.slipway.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineChecksTest {

  private static final long MORE_THAN_ANY_MACHINE_HAS = 1L << 60;

  @TempDir private Path folder;

  @Test
  void knowsAnOldJava() {
    assertThat(MachineChecks.java(Runtime.version())).isInstanceOf(Check.Good.class);
    assertThat(MachineChecks.java(Runtime.Version.parse("21.0.1")).line())
        .isEqualTo("✗ Java: 21.0.1 is too old — install Java 25");
  }

  @Test
  void comparesMemoryWithItsFloor() throws IOException {
    assertThat(MachineChecks.memory(1)).isInstanceOf(Check.Good.class);
    assertThat(MachineChecks.memory(MORE_THAN_ANY_MACHINE_HAS)).isInstanceOf(Check.Bad.class);
  }

  @Test
  void comparesADiskWithItsFloorAlsoBeforeTheFolderIsThere() throws IOException {
    var later = folder.resolve("a/b");

    assertThat(MachineChecks.disk("disk", later, 1).line())
        .startsWith("✓ disk (" + later + "): ")
        .endsWith(" free, the floor is 1k");
    assertThat(MachineChecks.disk("disk", later, MORE_THAN_ANY_MACHINE_HAS).line())
        .startsWith("✗ disk")
        .contains("lower floor.disk");
  }

  @Test
  void missesAFolderThatIsNotThere() throws IOException {
    var file = Files.createFile(folder.resolve("file"));

    assertThat(MachineChecks.folder("work", folder.resolve("none")).line())
        .startsWith("✗ work: there is no ");
    assertThat(MachineChecks.folder("work", file).line())
        .startsWith("✗ work: " + file + " is not a folder");
  }

  @Test
  void wantsAFolderThatOnlyItsOwnerMayWriteTo() throws IOException {
    assertThat(permitted("rwxr-x---")).isInstanceOf(Check.Good.class);
    assertThat(permitted("rwxrwxrwx").line()).contains("everybody may write", "chmod o-w");
    assertThat(permitted("r-xr-x---").line()).contains("its owner may not", "chmod u+w");
  }

  @Test
  void wantsASecretThatNotEverybodyMayRead() throws IOException {
    var file = Files.createFile(folder.resolve("key"));
    assertThat(MachineChecks.secret("key", folder.resolve("none"))).isInstanceOf(Check.Bad.class);

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(MachineChecks.secret("key", file).line()).contains("everybody may read");

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(MachineChecks.secret("key", file)).isInstanceOf(Check.Good.class);
  }

  private Check permitted(String permissions) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
    try {
      return MachineChecks.folder("work", folder);
    } finally {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }
}
