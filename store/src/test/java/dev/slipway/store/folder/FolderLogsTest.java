package dev.slipway.store.folder;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.log.LogStore;
import dev.slipway.store.failure.StoreException;
import dev.slipway.store.logs.LogStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLogsTest implements LogStoreContract {

  private static final DeploymentId DEPLOYMENT = new DeploymentId(new UUID(1, 2));

  @TempDir private Path folder;
  private FolderLogs logs;

  @BeforeEach
  void open() {
    logs = new FolderLogs(folder.resolve("logs"));
  }

  @Override
  public LogStore logs() {
    return logs;
  }

  @Override
  public DeploymentId deployment() {
    return DEPLOYMENT;
  }

  @Test
  void saysWhichLogItCantOpen() throws IOException {
    Files.writeString(folder.resolve("file"), "");
    var impossible = new FolderLogs(folder.resolve("file"));

    assertThatThrownBy(() -> impossible.append(DEPLOYMENT))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(DEPLOYMENT + ".log");
  }
}
