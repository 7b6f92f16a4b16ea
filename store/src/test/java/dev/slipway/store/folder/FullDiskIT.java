package dev.slipway.store.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.store.artifacts.Tars;
import dev.slipway.store.failure.StoreException;
import dev.slipway.store.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the stores in folders do when the disk takes no more: files that may not grow any further,
/// and the device that is always full.
class FullDiskIT {

  private static final int MEBIBYTE = 1 << 20;

  @TempDir private Path folder;

  @Test
  void keepsNothingOfAnArtifactThatDoesNotFitAndSaysSo() throws IOException, InterruptedException {
    var kept = folder.resolve("artifacts");
    var elsewhere = Files.createTempFile(Path.of("/dev/shm"), "slipway", ".tar");
    try {
      Files.write(elsewhere, Tars.bytes(1, 3 * MEBIBYTE));

      var said = put(elsewhere, kept, MEBIBYTE);

      assertThat(said).startsWith("refused: Can't keep artifact").contains("File too large");
      assertThat(elsewhere).as("the only copy").hasSize(3L * MEBIBYTE);
      assertThat(files(kept)).isZero();
      assertThat(put(elsewhere, kept, 8 * MEBIBYTE)).isEqualTo("kept");
      assertThat(files(kept)).isEqualTo(1);
    } finally {
      Files.deleteIfExists(elsewhere);
    }
  }

  @Test
  void saysThatALogDoesNotFit() throws IOException {
    var deployment = new DeploymentId(UUID.randomUUID());
    Files.createSymbolicLink(folder.resolve(deployment + ".log"), Path.of("/dev/full"));
    var logs = new FolderLogs(folder);
    var log = logs.append(deployment);

    assertThatThrownBy(() -> log.write(new byte[10], 0, 10))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(deployment.toString())
        .hasMessageContaining("No space left on device");
  }

  /// Has a process of its own put `file` there, whose files may have `most` bytes at most.
  private static String put(Path file, Path kept, int most)
      throws IOException, InterruptedException {
    var command = ChildJvm.command(KeepingMain.class, file.toString(), kept.toString());
    command.addAll(0, java.util.List.of("prlimit", "--fsize=" + most));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      var said =
          new String(
              process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return said.strip();
    } finally {
      process.destroyForcibly();
    }
  }

  private static long files(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).count();
    }
  }
}
