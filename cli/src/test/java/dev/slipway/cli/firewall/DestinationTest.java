package dev.slipway.cli.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DestinationTest {

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, ip daddr 10.1.2.3/32",
    "10.1.0.0/16, ip daddr 10.1.0.0/16",
    "10.1.2.3:4873, ip daddr 10.1.2.3/32 tcp dport 4873",
    "fd00::5, ip6 daddr fd00:0:0:0:0:0:0:5/128",
    "fd00::/8, ip6 daddr fd00:0:0:0:0:0:0:0/8",
    "[fd00::5]:80, ip6 daddr fd00:0:0:0:0:0:0:5/128 tcp dport 80"
  })
  void isAnAddressOrANetworkOrAPort(String text, String match) {
    assertThat(Destination.parse(text).orElseThrow().match()).isEqualTo(match);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "mirror.lan",
        "10.0.0.0/33",
        "fd00::/129",
        "10.0.0.5:0",
        "10.0.0.5:70000",
        "10.0.0.5 accept; flush ruleset",
        "10.0.0.0/8/8",
        "1.2.3.4.5"
      })
  void isNothingElse(String text) {
    assertThat(Destination.parse(text)).isEmpty();
  }

  @Test
  void needsNoNameServer() {
    assertThat(Destination.parse("abc.def")).isEmpty();
  }
}
