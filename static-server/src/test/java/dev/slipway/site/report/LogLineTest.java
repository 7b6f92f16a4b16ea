package dev.slipway.site.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogLineTest {

  private static final Instant NOW = Instant.parse("2026-11-22T05:06:07Z");

  @Test
  void isACombinedLineWithItsHostFirst() {
    var request =
        new SentRequest(
            "/a", "b=c", Map.of("Referer", "https://example.com/", "User-Agent", "curl/8"));

    assertThat(line(request.answered("192.0.2.7", 200)))
        .isEqualTo(
            "shop.localhost:80 192.0.2.7 - - [22/Nov/2026:05:06:07 +0000] \"GET /a?b=c HTTP/1.1\""
                + " 200 321 \"https://example.com/\" \"curl/8\"\n");
  }

  @Test
  void cannotBeForged() {
    var request = SentRequest.to("/").with("User-Agent", "x\" 200\n\u001b[31m\\é");

    assertThat(line(request.answered("192.0.2.7", 404)))
        .endsWith(" \"-\" \"x\\\" 200\\x0A\\x1B[31m\\\\\\xE9\"\n");
  }

  @Test
  void cutsWhatIsTooLong() {
    var request = SentRequest.to("/" + "a".repeat(100_000));

    assertThat(line(request.answered("192.0.2.7", 414))).hasSizeLessThan(3000);
  }

  @Test
  void namesTheClientThatAProxyOnThisMachineSaw() {
    var request = SentRequest.to("/").with("X-Forwarded-For", "203.0.113.9, 198.51.100.3");

    assertThat(line(request.answered("127.0.0.1", 200))).contains(" 198.51.100.3 - - ");
  }

  @Test
  void believesNobodyElse() {
    var request = SentRequest.to("/").with("X-Forwarded-For", "198.51.100.3");

    assertThat(line(request.answered("192.0.2.7", 200))).contains(" 192.0.2.7 - - ");
  }

  @Test
  void namesTheProxyWhereItSaysNonsense() {
    var request = SentRequest.to("/").with("X-Forwarded-For", "1.2.3.4, \"evil");

    assertThat(line(request.answered("127.0.0.1", 200))).contains(" 127.0.0.1 - - ");
  }

  private static String line(Exchange exchange) {
    return LogLine.of(exchange, NOW);
  }
}
