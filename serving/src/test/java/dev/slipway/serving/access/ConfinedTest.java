package dev.slipway.serving.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.serving.http.Answer;
import dev.slipway.serving.http.Body;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfinedTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "public, max-age=0, must-revalidate | private, max-age=0, must-revalidate",
        "public, max-age=31536000, immutable | private, max-age=31536000, immutable",
        "PUBLIC,s-maxage=60 | private",
        "max-age=60, S-MaxAge=90, proxy-revalidate | private, max-age=60",
        "no-store | no-store",
        "public, no-store | no-store",
        "no-cache | private, no-cache"
      })
  void keepsAnswersOutOfSharedCaches(String before, String after) {
    var answer = confined(Map.of("cache-control", before));

    assertThat(answer.headers()).containsEntry("Cache-Control", after).hasSize(3);
  }

  @Test
  void saysItWhereTheSiteSaysNothing() {
    var answer = confined(Map.of("Content-Type", "text/html"));

    assertThat(answer.headers())
        .isEqualTo(
            Map.of(
                "Content-Type", "text/html",
                "Cache-Control", "private",
                "Vary", "Cookie",
                "X-Robots-Tag", "noindex"));
  }

  @ParameterizedTest
  @CsvSource({
    "Accept-Encoding, 'Accept-Encoding, Cookie'",
    "'Accept-Encoding, cookie', 'Accept-Encoding, cookie'",
    "*, *"
  })
  void addsTheCookieToWhatAnAnswerDependsOn(String before, String after) {
    assertThat(confined(Map.of("Vary", before)).headers()).containsEntry("Vary", after);
  }

  @Test
  void dropsWhatASiteTellsCachesAndSearchEngines() {
    var answer =
        confined(
            Map.of(
                "CDN-Cache-Control", "public, max-age=60",
                "surrogate-control", "max-age=60",
                "Expires", "Thu, 01 Dec 2044 16:00:00 GMT",
                "x-robots-tag", "all"));

    assertThat(answer.headers())
        .containsOnlyKeys("Cache-Control", "Vary", "X-Robots-Tag")
        .containsEntry("X-Robots-Tag", "noindex");
  }

  @Test
  void tellsTheVisitorTheCookie() {
    var answer =
        new Passage.Admitted(Optional.of("a=b; Path=/"))
            .confined(new Answer(200, Map.of(), new Body.None()));

    assertThat(answer.headers()).containsEntry("Set-Cookie", "a=b; Path=/");
  }

  private static Answer confined(Map<String, String> headers) {
    return new Passage.Admitted(Optional.empty())
        .confined(new Answer(200, headers, new Body.None()));
  }
}
