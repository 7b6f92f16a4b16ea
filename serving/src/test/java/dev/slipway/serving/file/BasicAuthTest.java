package dev.slipway.serving.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Paths that the site itself protects.
final class BasicAuthTest {

  private static final String KEPT_BY_NOBODY = "private, no-store";

  @TempDir private Path folder;

  @Test
  void letsInWhoKnowsThePassword() {
    var rules = new HandMadeRules().auth("ada:lovelace", "bo:pass:wörd");

    try (var site = TestSite.of(folder, rules, "secret/index.html")) {
      var ada = site.answer(asking("/secret/", basic("ada:lovelace")));
      var bo = site.answer(asking("/secret/", basic("bo:pass:wörd")));

      assertThat(site.body(ada)).isEqualTo("[secret/index.html]");
      assertThat(ada.headers()).containsEntry("Cache-Control", KEPT_BY_NOBODY);
      assertThat(bo.status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Basic",
        "Basic ",
        "Basic !!!",
        "Bearer YWRhOmxvdmVsYWNl",
        "Basic YWRhOg==",
        "Basic YWRhOmxvdmVsYWNlIA==",
        "Basic QURBOmxvdmVsYWNl"
      })
  void asksEveryoneElse(String authorization) {
    var rules = new HandMadeRules().auth("ada:lovelace").before("/secret/old", 301, "/x");

    try (var site = TestSite.of(folder, rules, "secret/index.html")) {
      for (var path : new String[] {"/secret/", "/secret/missing", "/secret", "/secret/old"}) {
        var answer = site.answer(asking(path, authorization));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers())
            .containsEntry("WWW-Authenticate", "Basic realm=\"Protected\", charset=\"UTF-8\"")
            .containsEntry("Cache-Control", KEPT_BY_NOBODY)
            .doesNotContainKeys("ETag", "Location");
      }
    }
  }

  @Test
  void asksNobodyElsewhere() {
    var rules = new HandMadeRules().auth("ada:lovelace");
    var request = AskedFor.get("/");

    try (var site = TestSite.of(folder, rules, "index.html")) {
      assertThat(site.answer(request).status()).isEqualTo(200);
    }

    assertThat(request.lookedAt()).doesNotContain("Authorization");
  }

  @Test
  void letsNobodyKeepWhatIsProtectedWhateverTheSiteSays() {
    var rules =
        new HandMadeRules()
            .auth("ada:lovelace")
            .set("Cache-Control", "public, max-age=60")
            .set("CDN-Cache-Control", "public, max-age=60")
            .set("X-Frame-Options", "DENY");

    try (var site = TestSite.of(folder, rules, "secret/index.html")) {
      var answer = site.answer(asking("/secret/", basic("ada:lovelace")));

      assertThat(answer.headers())
          .containsEntry("Cache-Control", KEPT_BY_NOBODY)
          .containsEntry("X-Frame-Options", "DENY")
          .doesNotContainKey("CDN-Cache-Control");
    }
  }

  @Test
  void letsPreflightsThrough() {
    var rules = new HandMadeRules().auth("ada:lovelace");

    try (var site = TestSite.of(folder, rules, "secret/index.html")) {
      assertThat(site.answer(AskedFor.by("OPTIONS", "/secret/")).status()).isEqualTo(204);
    }
  }

  private static AskedFor asking(String path, String authorization) {
    return AskedFor.get(path).with("Authorization", authorization);
  }

  private static String basic(String credentials) {
    return "bAsIc " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
  }
}
