package dev.slipway.serving.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.rules.Stage;
import dev.slipway.serving.testing.SmallSite;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files of what a host showed until a short while ago.
final class EarlierTest {

  @TempDir private Path folder;

  @Test
  void answerWhereNothingElseDoesEvenWhereARuleHasAPageForEveryPath() {
    var rules = new HandMadeRules().when(Stage.WITHOUT_FILE, _ -> true, 200, "/index.html");
    var tar = new SmallSite("a-hashed.js", "b-hashed.js").pack(folder);

    try (var before = Artifact.open(tar);
        var site = TestSite.after(folder, before::file, rules, "index.html", "b-hashed.js")) {
      var old = site.get("/a-hashed.js");

      assertThat(old.status()).isEqualTo(200);
      assertThat(old.headers().get("Content-Type")).startsWith("text/javascript");
      assertThat(old.headers().get("Cache-Control")).endsWith("immutable");
      assertThat(site.body("/a-hashed.js/")).isEqualTo("[index.html]");
      assertThat(site.body("/b-hashed.js")).isEqualTo("[b-hashed.js]");
      assertThat(site.body("/c-hashed.js")).isEqualTo("[index.html]");
    }
  }

  @Test
  void areNotAskedForWhatIsShownNow() {
    Earlier none =
        path -> {
          throw new AssertionError(path);
        };

    try (var site = TestSite.after(folder, none, new HandMadeRules(), "index.html")) {
      assertThat(site.get("/").status()).isEqualTo(200);
      assertThat(site.get("/index.html").status()).isEqualTo(308);
    }
  }
}
