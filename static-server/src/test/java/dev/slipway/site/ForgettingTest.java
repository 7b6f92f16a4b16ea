package dev.slipway.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.project.ProjectId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What visitors see after word of a change, where routes would else be remembered for long.
final class ForgettingTest {

  private static final ProjectId PROJECT = new ProjectId(new UUID(3, 4));

  @TempDir private Path folder;
  private RunningSites sites;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    var longMemory =
        new SiteSettings(
            1 << 20, 1 << 20, Duration.ofHours(1), Duration.ofSeconds(5), Set.of("127.0.0.1"));
    sites = new RunningSites(folder, longMemory);
    sites.publish(new SampleSite().page("index.html", "old"));
    sites.get("/");
    sites.publish(new SampleSite().page("index.html", "new"));
  }

  @AfterEach
  void stop() {
    sites.close();
  }

  @Test
  void showsTheOldDeploymentUntilWordComes() throws IOException, InterruptedException {
    assertThat(sites.get("/").body()).isEqualTo("old");
  }

  @Test
  void showsTheNewDeploymentWhenItsProjectHasChanged() throws IOException, InterruptedException {
    sites.listener().changed(PROJECT);

    assertThat(sites.get("/").body()).isEqualTo("new");
  }

  @Test
  void showsTheNewDeploymentWhenWordWasMissed() throws IOException, InterruptedException {
    sites.listener().missed();

    assertThat(sites.get("/").body()).isEqualTo("new");
  }

  @Test
  void showsTheOldDeploymentWhenNothingNewerCanBeHad() throws IOException, InterruptedException {
    sites.routes().setDown(true);

    sites.listener().missed();

    assertThat(sites.get("/").body()).isEqualTo("old");
  }
}
