package dev.slipway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.SlipwayMain;
import dev.slipway.core.account.AccountId;
import dev.slipway.core.account.ApiToken;
import dev.slipway.core.secret.Secret;
import dev.slipway.store.database.Database;
import dev.slipway.store.database.DatabaseSettings;
import dev.slipway.store.secret.EncryptionKey;
import dev.slipway.store.tables.DatabaseApiTokens;
import dev.slipway.store.testing.ChildJvm;
import dev.slipway.store.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands that work on the server profile's database, as a unit runs them.
class ServerCommandsIT {

  private final PostgresServer server = PostgresServer.start();
  private final DatabaseSettings database = server.createDatabase();
  @TempDir private Path folder;

  @BeforeEach
  void writeSettings() throws IOException {
    Files.writeString(folder.resolve("password"), database.password().reveal() + "\n");
    Files.writeString(
        folder.resolve("slipway.yaml"),
        """
        url: https://slipway.example.com
        database:
          url: %s
          user: %s
          password_file: %s
        """
            .formatted(database.url(), database.user(), folder.resolve("password")));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void migrateThenMakeATokenThatCounts()
      throws IOException, InterruptedException, TimeoutException {
    assertThat(run(1, "token", "create")).contains("run slipway migrate");
    assertThat(run(0, "migrate")).contains("Applied 12 migrations: the schema is version 12.");
    assertThat(run(0, "migrate")).contains("Nothing to migrate: the schema is version 12.");

    var printed = run(0, "token", "create", "--label", "for a test");

    var token = printed.lines().filter(line -> line.startsWith("slw_")).findFirst().orElseThrow();
    try (var opened = Database.open(database)) {
      assertThat(
              new DatabaseApiTokens(opened.db(), Clock.systemUTC())
                  .owner(new ApiToken(new Secret(token))))
          .contains(AccountId.FIRST);
    }
  }

  @Test
  void refuseSettingsThatAreWrong() throws IOException, InterruptedException, TimeoutException {
    Files.writeString(folder.resolve("slipway.yaml"), "databas:\n  url: x\n");

    assertThat(run(78, "migrate"))
        .contains("slipway: " + folder.resolve("slipway.yaml") + ", line 2: databas.url is not")
        .contains("slipway: SLIPWAY_DATABASE_URL is not set");
  }

  @Test
  void makeAnEncryptionKeyOnce() throws IOException, InterruptedException, TimeoutException {
    var file = folder.resolve("key");

    assertThat(run(0, "key", "create", file.toString())).contains("Made an encryption key");
    var encrypted = EncryptionKey.from(file).encrypt(new Secret("hush"), "a");

    assertThat(run(0, "key", "create", file.toString())).contains("already");
    assertThat(EncryptionKey.from(file).decrypt(encrypted, "a").reveal()).isEqualTo("hush");
  }

  private String run(int code, String... arguments)
      throws IOException, InterruptedException, TimeoutException {
    var environment = Map.of("SLIPWAY_CONFIG", folder.resolve("slipway.yaml").toString());
    try (var command = ChildJvm.start(environment, SlipwayMain.class, arguments)) {
      var printed = String.join("\n", command.rest());
      assertThat(command.exitCode()).as(printed).isEqualTo(code);
      return printed;
    }
  }
}
