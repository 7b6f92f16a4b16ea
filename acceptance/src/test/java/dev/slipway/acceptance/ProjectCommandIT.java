package dev.slipway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.secret.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands that talk to a Slipway that runs, typed beside it.
class ProjectCommandIT {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Pattern SECRET = Pattern.compile("Hook secret +([0-9a-f]+)");

  @TempDir private Path folder;

  @Test
  void aProjectThatWasAddedTakesPushesSignedWithItsSecret()
      throws IOException, InterruptedException {
    var repository = Repository.in(folder.resolve("repository"));
    var commit = repository.write("index.html", "<p>typed</p>").commit("Typed");
    try (var slipway = Running.in(folder)) {
      var data = slipway.data().root().toString();

      var printed =
          Launcher.run(
              folder, "project", "add", "typed", repository.folder().toString(), "--data", data);

      assertThat(printed).contains(slipway.address() + "/hooks/github/typed");
      var secret = SECRET.matcher(printed);
      assertThat(secret.find()).isTrue();
      var site = new Site(slipway, "typed", new Secret(secret.group(1)));
      site.await(site.push("main", commit), "ready", PATIENCE);
      assertThat(Launcher.run(folder, "project", "list", "--data", data)).contains("typed");
      assertThat(Launcher.run(folder, "redeploy", "typed", "--data", data))
          .containsPattern("http://[a-z0-9]{10}\\.localhost:" + slipway.port() + "/");
    }
  }
}
