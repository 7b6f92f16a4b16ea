package dev.slipway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.client.RecordingServer;
import dev.slipway.cli.embedded.DataFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands about what builds make, keep and take over.
class BuildCommandsTest {

  private static final String CACHE = "/api/projects/site/cache";
  private static final String COMPARE = "GET /api/deployments/aaaaaaaaa1/compare/bbbbbbbbb2";

  @TempDir private Path folder;
  private final Screen screen = new Screen();
  private RecordingServer server;

  @BeforeEach
  void start() throws IOException {
    server = new RecordingServer();
    DataFolder.write(folder.resolve("address"), server.address().toString());
    DataFolder.write(folder.resolve("api-token"), "slw_1");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void listsCaches() {
    server.on(
        "GET " + CACHE,
        200,
        """
        {"caches": [
          {"node": "build-1", "trust": "preview", "bytes": 7340032, "usedAt": "2026-11-22T09:00:00Z"},
          {"node": "build-2", "trust": "production", "bytes": null, "usedAt": "2026-11-21T09:00:00Z"}]}
        """);

    int code = run("cache", "list", "site");

    assertThat(code).isZero();
    assertThat(screen.out())
        .isEqualTo(
            """
            preview        7.0 MiB  build-1  used 2026-11-22T09:00:00Z
            production     not yet  build-2  used 2026-11-21T09:00:00Z
            """);
  }

  @Test
  void saysThatThereAreNoCaches() {
    server.on("GET " + CACHE, 200, "{\"caches\": []}");

    run("cache", "list", "site");

    assertThat(screen.out()).isEqualTo("No build has left anything for the next one.\n");
  }

  @Test
  void clearsCaches() {
    server.on("DELETE " + CACHE, 204, "");

    int code = run("cache", "clear", "site");

    assertThat(code).isZero();
    assertThat(screen.out()).contains("builds of site that begin from now on begin without");
  }

  @Test
  void showsWhatDiffers() {
    server.on(
        COMPARE,
        200,
        """
        {"same": false, "files": 3, "circumstances": ["The commit differs: a and b."],
         "onlyInFirst": ["old.js"], "onlyInSecond": ["new.js"],
         "differing": [{"path": "index.html", "firstBytes": 41, "secondBytes": 42,
           "hint": {"offset": 27, "kind": "time", "first": "09:00", "second": "09:05"}}]}
        """);

    int code = run("compare", "aaaaaaaaa1", "bbbbbbbbb2");

    assertThat(code).isEqualTo(1);
    assertThat(screen.out())
        .isEqualTo(
            """
            The commit differs: a and b.
            - old.js
            + new.js
            ! index.html  41 B, 42 B
                from byte 27 on it looks like a time:
                - 09:00
                + 09:05
            3 files differ.
            """);
  }

  @Test
  void endsWellWhenNothingDiffers() {
    server.on(COMPARE, 200, "{\"same\": true, \"files\": 0}");

    int code = run("compare", "aaaaaaaaa1", "bbbbbbbbb2");

    assertThat(code).isZero();
    assertThat(screen.out()).isEqualTo("They are the same.\n");
  }

  @Test
  void asksForABuildInAnyCase() {
    server.on("POST /api/projects/site/redeploy", 409, "{\"detail\": \"Not now.\"}");

    run("redeploy", "site", "--branch", "next", "--rebuild");

    assertThat(server.asked().getFirst().text())
        .isEqualTo("{\"branch\":\"next\",\"rebuild\":true}");
  }

  private int run(String... words) {
    var arguments = new ArrayList<>(List.of(words));
    arguments.addAll(List.of("--data", folder.toString()));
    return SlipwayCommand.run(screen.terminal(), arguments.toArray(String[]::new));
  }
}
