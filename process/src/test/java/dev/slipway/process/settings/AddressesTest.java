package dev.slipway.process.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.alias.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080, http, localhost, 8080",
    "https://Slipway.Example.com, https, slipway.example.com, 443",
    "HTTP://a.b/, http, a.b, 80",
  })
  void readsTheUrlOfAControlHost(String url, String scheme, String host, int port) {
    assertThat(Addresses.domain(url)).contains(new Domain(scheme, host, port));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:8080",
        "ftp://a",
        "https://a/b",
        "https://a?b",
        "https://a#b",
        "https://me@a",
        "https://a_b",
        "https://[::1]",
        "https://a:99999",
        "https://a b",
        ""
      })
  void refusesWhatIsNoUrlOfAHost(String url) {
    assertThat(Addresses.domain(url)).isEmpty();
  }

  @Test
  void readsWhereToListen() {
    assertThat(Addresses.listen("127.0.0.1:8081").orElseThrow().getPort()).isEqualTo(8081);
    assertThat(Addresses.listen("[::1]:0").orElseThrow().getAddress().isLoopbackAddress()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"8081", "127.0.0.1", ":8081", "127.0.0.1:65536", "a b:1", "::1:8081"})
  void refusesWhatIsNoAddressToListenOn(String text) {
    assertThat(Addresses.listen(text)).isEmpty();
  }
}
