package dev.slipway.store.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.secret.Secret;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseSettingsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://127.0.0.1/slipway",
        "jdbc:postgresql://127.0.0.1:5433/slipway?socketTimeout=3",
        "jdbc:postgresql://localhost/slipway",
        "jdbc:postgresql://[::1]:5432/slipway"
      })
  void doesNotEncryptWhatStaysOnThisMachine(String url) {
    assertThat(settings(url).isPlain()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db.example.com/slipway",
        "jdbc:postgresql://localhost.example.com/slipway",
        "jdbc:postgresql://10.0.0.1/slipway",
        "jdbc:postgresql://127.0.0.1/slipway?sslmode=require",
        "jdbc:h2:mem:localhost"
      })
  void leavesAllElseToTheDriver(String url) {
    assertThat(settings(url).isPlain()).isFalse();
  }

  private static DatabaseSettings settings(String url) {
    return new DatabaseSettings(url, "slipway", new Secret("secret"), 1);
  }
}
