package dev.slipway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.checkout.CheckoutLimits;
import dev.slipway.runner.checkout.FolderSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectCommandTest {

  private static final String ADDED =
      "{\"name\": \"site\", \"hook\": \"http://localhost/hooks/github/site\", \"secret\": \"5ecre7\"}";

  @TempDir private Path folder;
  @AutoClose private final CommandTrial slipway = new CommandTrial();

  @BeforeEach
  void answer() {
    slipway.server.on("POST /api/projects", 201, ADDED);
  }

  @Test
  void printsTheHookAndItsSecret() {
    int code = add("https://github.com/a/site.git", "--branch", "live");

    assertThat(code).isZero();
    assertThat(slipway.out()).contains("http://localhost/hooks/github/site", "5ecre7");
    assertThat(slipway.server.asked().getFirst().text())
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
    assertThat(slipway.server.asked().getFirst().text())
        .contains("\"repository\":\"" + bare + "\"")
        .contains("\"branch\":\"main\"");
  }

  @Test
  void refusesARelativeFolderThatIsNotThere() {
    int code = add("git@github.com:a/site.git");

    assertThat(code).isEqualTo(64);
    assertThat(slipway.err()).contains("There is no folder").contains("https://");
    assertThat(slipway.server.asked()).isEmpty();
  }

  private int add(String... arguments) {
    var words = Stream.concat(Stream.of("project", "add", "site"), Stream.of(arguments));
    return slipway.run(words.toArray(String[]::new));
  }
}
