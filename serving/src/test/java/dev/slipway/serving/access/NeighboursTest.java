package dev.slipway.serving.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.serving.http.Answer;
import dev.slipway.serving.http.Body;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeighboursTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a=b; Domain=example.com; Path=/ | a=b; Path=/",
        "a=b;domain=.example.com | a=b",
        "a=b; \tDOMAIN = example.com ;Secure | a=b;Secure",
        "a=b; Domain, c=d; Domain=x; Path=/ | a=b, c=d; Path=/",
        "a=domain; Path=/domain | a=domain; Path=/domain",
        "a=b; Expires=Thu, 01 Dec 2044 16:00:00 GMT; Domain=x, c=d | a=b; Expires=Thu, 01 Dec 2044 16:00:00 GMT, c=d"
      })
  void getNoCookiesOfASite(String before, String after) {
    assertThat(spared(Map.of("set-cookie", before))).isEqualTo(Map.of("set-cookie", after));
  }

  @Test
  void keepTheirOwnCookies() {
    var fields = Map.of("Clear-Site-Data", "\"*\"", "Content-Type", "text/html");

    assertThat(spared(fields)).isEqualTo(Map.of("Content-Type", "text/html"));
  }

  private static Map<String, String> spared(Map<String, String> headers) {
    return Neighbours.spared(new Answer(200, headers, new Body.None())).headers();
  }
}
