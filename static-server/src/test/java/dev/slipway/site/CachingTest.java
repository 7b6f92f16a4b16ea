package dev.slipway.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.project.Environment;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a host says about keeping and indexing its files.
final class CachingTest {

  private static final String ASK = "public, max-age=0, must-revalidate";
  private static final String YEAR = "public, max-age=31536000, immutable";

  @TempDir private Path folder;
  private RunningSites sites;

  @BeforeEach
  void start() {
    sites = new RunningSites(folder);
    ArtifactDigest digest =
        sites.publish(
            new SampleSite()
                .page("index.html", "home")
                .hashed("assets/app-B1x2Y3z4.js", "app")
                .file("robots.txt", "all"));
    sites.routes().set("abc123def4", RecordingRoutes.ready(digest, Environment.PRODUCTION, true));
    sites.routes().set("new--shop", RecordingRoutes.ready(digest, Environment.PREVIEW, false));
    sites.routes().set("main--shop", RecordingRoutes.ready(digest, Environment.PRODUCTION, false));
  }

  @AfterEach
  void stop() {
    sites.close();
  }

  @ParameterizedTest
  @CsvSource({
    "shop, /, ask",
    "shop, /robots.txt, ask",
    "shop, /assets/app-B1x2Y3z4.js, year",
    "new--shop, /, ask",
    "new--shop, /robots.txt, ask",
    "new--shop, /assets/app-B1x2Y3z4.js, year",
    "abc123def4, /, ask",
    "abc123def4, /robots.txt, year",
    "abc123def4, /assets/app-B1x2Y3z4.js, year"
  })
  void saysHowLongAFileMayBeKept(String label, String path, String term)
      throws IOException, InterruptedException {
    var headers = headers(label, path);

    assertThat(headers.firstValue("Cache-Control")).contains(term.equals("year") ? YEAR : ASK);
  }

  @Test
  void letsSearchEnginesListTheProductionHostAlone() throws IOException, InterruptedException {
    assertThat(headers("shop", "/").firstValue("X-Robots-Tag")).isEmpty();
    assertThat(headers("new--shop", "/").firstValue("X-Robots-Tag")).contains("noindex");
    assertThat(headers("main--shop", "/").firstValue("X-Robots-Tag")).contains("noindex");
    assertThat(headers("abc123def4", "/").firstValue("X-Robots-Tag")).contains("noindex");
    assertThat(headers("abc123def4", "/index.html").firstValue("X-Robots-Tag")).contains("noindex");
  }

  @Test
  void letsThemListAPreviewThatProductionShows() throws IOException, InterruptedException {
    var preview = new SampleSite().page("index.html", "preview").pack(folder);
    sites.routes().set("shop", RecordingRoutes.ready(preview, Environment.PREVIEW, false));

    assertThat(headers("shop", "/").firstValue("X-Robots-Tag")).isEmpty();
  }

  @Test
  void protectsEveryAnswer() throws IOException, InterruptedException {
    for (var path : new String[] {"/", "/index.html", "/nothing", "/%00"}) {
      var headers = headers("shop", path);
      assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(headers.firstValue("Referrer-Policy")).contains("strict-origin-when-cross-origin");
    }
  }

  private HttpHeaders headers(String label, String path) throws IOException, InterruptedException {
    return sites.send("GET", label + ".localhost:8080", path).headers();
  }
}
