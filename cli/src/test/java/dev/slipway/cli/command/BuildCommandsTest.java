package dev.slipway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// The commands about what builds make, keep and take over.
class BuildCommandsTest {

  private static final String CACHE = "/api/projects/site/cache";
  private static final String COMPARE = "GET /api/deployments/aaaaaaaaa1/compare/bbbbbbbbb2";

  @AutoClose private final CommandTrial slipway = new CommandTrial();

  @Test
  void listsCaches() {
    slipway.server.on(
        "GET " + CACHE,
        200,
        """
        {"caches": [
          {"node": "build-1", "trust": "preview", "bytes": 7340032, "usedAt": "2026-11-22T09:00:00Z"},
          {"node": "build-2", "trust": "production", "bytes": null, "usedAt": "2026-11-21T09:00:00Z"}]}
        """);

    int code = slipway.run("cache", "list", "site");

    assertThat(code).isZero();
    assertThat(slipway.out())
        .isEqualTo(
            """
            preview        7.0 MiB  build-1  used 2026-11-22T09:00:00Z
            production     not yet  build-2  used 2026-11-21T09:00:00Z
            """);
  }

  @Test
  void saysThatThereAreNoCaches() {
    slipway.server.on("GET " + CACHE, 200, "{\"caches\": []}");

    slipway.run("cache", "list", "site");

    assertThat(slipway.out()).isEqualTo("No build has left anything for the next one.\n");
  }

  @Test
  void clearsCaches() {
    slipway.server.on("DELETE " + CACHE, 204, "");

    int code = slipway.run("cache", "clear", "site");

    assertThat(code).isZero();
    assertThat(slipway.out()).contains("builds of site that begin from now on begin without");
  }

  @Test
  void showsWhatDiffers() {
    slipway.server.on(
        COMPARE,
        200,
        """
        {"same": false, "files": 3, "circumstances": ["The commit differs: a and b."],
         "onlyInFirst": ["old.js"], "onlyInSecond": ["new.js"],
         "differing": [{"path": "index.html", "firstBytes": 41, "secondBytes": 42,
           "hint": {"offset": 27, "kind": "time", "first": "09:00", "second": "09:05"}}]}
        """);

    int code = slipway.run("compare", "aaaaaaaaa1", "bbbbbbbbb2");

    assertThat(code).isEqualTo(1);
    assertThat(slipway.out())
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
    slipway.server.on(COMPARE, 200, "{\"same\": true, \"files\": 0}");

    int code = slipway.run("compare", "aaaaaaaaa1", "bbbbbbbbb2");

    assertThat(code).isZero();
    assertThat(slipway.out()).isEqualTo("They are the same.\n");
  }

  @Test
  void asksForABuildInAnyCase() {
    slipway.server.on("POST /api/projects/site/redeploy", 409, "{\"detail\": \"Not now.\"}");

    slipway.run("redeploy", "site", "--branch", "next", "--rebuild");

    assertThat(slipway.server.asked().getFirst().text())
        .isEqualTo("{\"branch\":\"next\",\"rebuild\":true}");
  }
}
