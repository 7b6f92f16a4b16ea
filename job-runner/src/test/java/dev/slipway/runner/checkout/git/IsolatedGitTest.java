package dev.slipway.runner.checkout.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IsolatedGitTest {

  @TempDir private Path home;

  @BeforeEach
  void writeSettings() throws IOException {
    IsolatedGit.enforce();
    for (var file : List.of(".gitconfig", ".config/git/config", ".config/jgit/config")) {
      Files.createDirectories(home.resolve(file).getParent());
      Files.writeString(home.resolve(file), "[http]\n\tproxy = http://evil.example\n");
    }
  }

  @Test
  void readsNoSettingsOfTheUserOrTheSystem() throws Exception {
    var files = new PassiveFileSystem().setUserHome(home.toFile());
    var system = SystemReader.getInstance();
    var parent = new Config();

    for (FileBasedConfig config :
        List.of(
            system.openUserConfig(parent, files),
            system.openSystemConfig(parent, files),
            system.openJGitConfig(parent, files))) {
      config.load();
      assertThat(config.getSections()).isEmpty();
    }
    assertThat(system.getenv("PATH")).isNull();
  }

  @Test
  void keepsTheRepositorysOwnSettingsAlone() throws Exception {
    try (var repository = BareRepository.create(home.resolve("r.git"))) {
      assertThat(repository.getConfig().getSections()).containsExactly("core");
      assertThat(repository.getFS()).isInstanceOf(PassiveFileSystem.class);
    }
  }

  @Test
  void measuresNoFileSystem() throws Exception {
    try (var repository = BareRepository.create(home.resolve("r.git"))) {
      assertThat(repository.getFullBranch()).isEqualTo("refs/heads/main");
      assertThat(FS.getFileStoreAttributes(home).getFsTimestampResolution()).hasMillis(10);
    }
  }
}
