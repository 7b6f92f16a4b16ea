package dev.slipway.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.secret.Secret;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RedisSettingsTest {

  @ParameterizedTest
  @ValueSource(strings = {"redis://localhost:6379", "redis://10.0.0.7:6379/", "redis://[::1]:6379"})
  void takesAHostAndAPort(String url) {
    assertThat(RedisSettings.isUrl(url)).isTrue();
    assertThat(new RedisSettings(URI.create(url), Optional.empty()).url().getPort())
        .isEqualTo(6379);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost:6379",
        "redis://localhost",
        "http://localhost:6379",
        "redis://user:word@localhost:6379",
        "redis://localhost:6379/1",
        "redis://localhost:6379?timeout=0"
      })
  void takesNothingElse(String url) {
    assertThat(RedisSettings.isUrl(url)).isFalse();
    assertThatThrownBy(() -> new RedisSettings(URI.create(url), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(RedisSettings.URLS)
        .hasMessageNotContaining("word");
  }

  @Test
  void doesNotPrintThePassword() {
    var settings =
        new RedisSettings(
            URI.create("redis://localhost:6379"), Optional.of(new Secret("only-for-tests")));

    assertThat(settings.toString()).doesNotContain("only-for-tests");
  }
}
