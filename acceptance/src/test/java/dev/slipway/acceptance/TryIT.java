package dev.slipway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.bench.server.Caches;
import dev.slipway.cli.embedded.DataFolder;
import dev.slipway.cli.firewall.Firewall;
import dev.slipway.cli.firewall.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The README's first command, as a newcomer types it.
class TryIT {

  @TempDir private Path folder;

  @AfterEach
  void removeCaches() throws InterruptedException {
    var instance = DataFolder.read(folder.resolve("data").resolve("instance"));
    Caches.remove(instance.orElseThrow());
  }

  @Test
  void deploysBothExamplesAndEndsWell() throws IOException, InterruptedException {
    var rules = Firewall.ofThisMachine().state(RuleSet.TABLE);

    var printed =
        Launcher.run(folder, "try", "--once", "--yes", "--data", folder.resolve("data").toString());

    assertThat(Firewall.ofThisMachine().state(RuleSet.TABLE)).isEqualTo(rules);
    assertThat(printed).containsPattern("✓ html +http://[a-z0-9]{10}\\.localhost:[0-9]+/");
    assertThat(printed).containsPattern("✓ vite +http://[a-z0-9]{10}\\.localhost:[0-9]+/");
    assertThat(printed).contains("checked: 200");
  }

  @Test
  void deploysAFolderThatIsNoRepositoryWithoutContainers()
      throws IOException, InterruptedException {
    var site = folder.resolve("My Site");
    Files.createDirectories(site);
    Files.writeString(site.resolve("index.html"), "<h1>Mine</h1>");

    var printed =
        Launcher.run(
            folder,
            "try",
            site.toString(),
            "--once",
            "--no-install",
            "--data",
            folder.resolve("data").toString());

    assertThat(printed).containsPattern("✓ my-site +http://[a-z0-9]{10}\\.localhost:[0-9]+/");
  }
}
