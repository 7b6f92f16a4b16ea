package dev.slipway.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.slipway.core.secret.Secret;
import dev.slipway.store.failure.StoreException;
import dev.slipway.store.testing.PostgresServer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How a database is opened that is not always there.
class DatabaseIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofSeconds(1);

  private final PostgresServer server = PostgresServer.start();
  private final DatabaseSettings settings = server.createDatabase();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void isWaitedForWhileItStarts()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    server.shutDown();
    var opening =
        CompletableFuture.supplyAsync(() -> {
          try (var database = Database.open(settings, PATIENCE)) {
            return database.db().sql("select 1 as one").exists();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    assertThatThrownBy(() -> Database.open(settings, SHORT))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("Check that it runs");

    server.startAgain();

    assertThat(opening.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void isNotWaitedForWhenItDoesNotKnowTheUser() {
    var wrong = new DatabaseSettings(settings.url(), "nobody", new Secret("wrong"), 1);

    assertThatThrownBy(() -> Database.open(wrong, Duration.ofDays(1)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("nobody");
  }

  @Test
  void isOpenedLaterAndLostAndFoundAgain() throws IOException, InterruptedException {
    server.shutDown();
    try (var database = Database.openLater(settings, SHORT)) {
      assertThatThrownBy(() -> database.db().sql("select 1 as one").exists())
          .isInstanceOf(StoreException.class);

      server.startAgain();
      awaitAnswer(database);
      server.shutDown();
      assertThatThrownBy(() -> database.db().sql("select 1 as one").exists())
          .isInstanceOf(StoreException.class);
      server.startAgain();

      awaitAnswer(database);
    }
  }

  private static void awaitAnswer(Database database) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> database.db().sql("select 1 as one").exists());
  }
}
