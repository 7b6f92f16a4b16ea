package dev.slipway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.client.RecordingServer;
import dev.slipway.cli.embedded.DataFolder;
import dev.slipway.runner.checkout.CheckoutLimits;
import dev.slipway.runner.checkout.FolderSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectCommandTest {

  private static final String ADDED =
      "{\"name\": \"site\", \"hook\": \"http://localhost/hooks/github/site\", \"secret\": \"5ecre7\"}";

  @TempDir private Path folder;
  private final Screen screen = new Screen();
  private RecordingServer server;

  @BeforeEach
  void start() throws IOException {
    server = new RecordingServer().on("POST /api/projects", 201, ADDED);
    DataFolder.write(folder.resolve("address"), server.address().toString());
    DataFolder.write(folder.resolve("api-token"), "slw_1");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void printsTheHookAndItsSecret() {
    int code = add("https://github.com/a/site.git", "--branch", "live");

    assertThat(code).isZero();
    assertThat(screen.out()).contains("http://localhost/hooks/github/site", "5ecre7");
    assertThat(server.asked().getFirst().text())
        .contains("\"name\":\"site\"")
        .contains("\"repository\":\"https://github.com/a/site.git\"")
        .contains("\"branch\":\"live\"");
  }

  @Test
  void makesARelativeFolderAbsoluteAndTakesItsBranch() throws IOException, InterruptedException {
    var bare = folder.resolve("site.git");
    var site = Files.createDirectory(folder.resolve("site"));
    FolderSnapshot.take(site, bare, CheckoutLimits.USUAL.tree());
    var relative = Path.of("").toAbsolutePath().relativize(bare).toString();

    int code = add(relative);

    assertThat(relative).startsWith("..");
    assertThat(code).isZero();
    assertThat(server.asked().getFirst().text())
        .contains("\"repository\":\"" + bare + "\"")
        .contains("\"branch\":\"main\"");
  }

  @Test
  void refusesARelativeFolderThatIsNotThere() {
    int code = add("git@github.com:a/site.git");

    assertThat(code).isEqualTo(64);
    assertThat(screen.err()).contains("There is no folder").contains("https://");
    assertThat(server.asked()).isEmpty();
  }

  private int add(String... arguments) {
    var line = new String[arguments.length + 5];
    System.arraycopy(
        new String[] {"project", "add", "--data", folder.toString(), "site"}, 0, line, 0, 5);
    System.arraycopy(arguments, 0, line, 5, arguments.length);
    return SlipwayCommand.run(screen.terminal(), line);
  }
}
