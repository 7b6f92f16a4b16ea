package dev.slipway.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.artifact.Encoding;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// In which form a file is sent. One server sends them all.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EncodingTest {

  private RunningSites sites;
  private SampleSite site;

  /// Returns what carries the requests.
  RunningSites.Transport transport() {
    return RunningSites.Transport.WIRE;
  }

  @BeforeAll
  void start(@TempDir Path folder) {
    sites = new RunningSites(folder, transport());
    site =
        new SampleSite()
            .file("a.txt", "plain")
            .encoded("a.txt", Encoding.BROTLI, "as br")
            .encoded("a.txt", Encoding.ZSTD, "as zstd")
            .encoded("a.txt", Encoding.GZIP, "as gzip")
            .file("b.txt", "only plain")
            .page("404.html", "missing")
            .encoded("404.html", Encoding.GZIP, "missing as gzip");
    sites.publish(site);
  }

  @AfterAll
  void stop() {
    sites.close();
  }

  @ParameterizedTest
  @CsvSource({
    "'gzip, deflate, br, zstd', br",
    "'gzip, deflate', gzip",
    "'GZIP', gzip",
    "'x-gzip', gzip",
    "'zstd;q=1.0, br;q=0.5', zstd",
    "'br;q=0.2, gzip;q=0.8, zstd;q=0.3', gzip",
    "'br;q=0, gzip', gzip",
    "'*', br",
    "'br;q=0, *;q=0.5', zstd",
    "'gzip;q=0.001', gzip",
    "'identity, gzip;q=0.5', ''",
    "'identity;q=0.5, gzip;q=0.4', ''",
    "'identity;q=0, gzip', gzip",
    "'gzip;q=0', ''",
    "'deflate', ''",
    "'br;q=2, gzip;q=nonsense', ''",
    "'', ''"
  })
  void sendsTheFormThatTheClientLikesBest(String accepted, String encoding)
      throws IOException, InterruptedException {
    var answer = sites.get("/a.txt", "Accept-Encoding", accepted);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(encoding.isEmpty() ? "plain" : "as " + encoding);
    assertThat(answer.headers().firstValue("Content-Encoding").orElse("")).isEqualTo(encoding);
    assertThat(answer.headers().firstValue("ETag")).contains(site.tag("a.txt", encoding));
    assertThat(answer.headers().firstValue("Vary")).contains("Accept-Encoding");
  }

  @Test
  void sendsThePlainFormToWhoeverSaysNothing() throws IOException, InterruptedException {
    assertThat(sites.get("/a.txt").body()).isEqualTo("plain");
    assertThat(sites.get("/b.txt", "Accept-Encoding", "br, gzip").body()).isEqualTo("only plain");
  }

  @Test
  void sendsNothingThatTheClientRefuses() throws IOException, InterruptedException {
    var none = sites.get("/a.txt", "Accept-Encoding", "*;q=0");
    var noPlain = sites.get("/b.txt", "Accept-Encoding", "identity;q=0, br");

    assertThat(none.statusCode()).isEqualTo(406);
    assertThat(noPlain.statusCode()).isEqualTo(406);
    assertThat(noPlain.headers().firstValue("Vary")).contains("Accept-Encoding");
  }

  @Test
  void encodesA404PageToo() throws IOException, InterruptedException {
    var answer = sites.get("/nothing", "Accept-Encoding", "gzip");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo("missing as gzip");
    assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
  }
}
