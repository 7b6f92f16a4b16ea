package dev.slipway.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.artifact.Encoding;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a client gets that says what it has already.
class ConditionalRequestTest {

  private static final String BEFORE = "Tue, 03 Nov 2026 08:09:09 GMT";
  private static final String AFTER = "Wed, 04 Nov 2026 00:00:00 GMT";

  @TempDir private Path folder;
  private RunningSites sites;
  private SampleSite site;

  /// Returns what carries the requests.
  RunningSites.Transport transport() {
    return RunningSites.Transport.WIRE;
  }

  @BeforeEach
  void start() {
    sites = new RunningSites(folder, transport());
    site = new SampleSite().page("index.html", "home").encoded("index.html", Encoding.GZIP, "gz");
    sites.publish(site);
  }

  @AfterEach
  void stop() {
    sites.close();
  }

  @Test
  void tellsWhatItSends() throws IOException, InterruptedException {
    var headers = sites.get("/").headers();

    assertThat(headers.firstValue("ETag")).contains(site.tag("index.html"));
    assertThat(headers.firstValue("Last-Modified")).contains(SampleSite.LAST_MODIFIED);
    assertThat(headers.firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(headers.firstValue("Content-Length")).contains("4");
    assertThat(headers.firstValue("Accept-Ranges")).contains("bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "W/%s", "\"a\", %s", "\"a,b\" ,W/%s", "\"a\",W/\"b\",%s", "*"})
  void sendsNothingAgainThatTheClientHas(String list) throws IOException, InterruptedException {
    var answer = sites.get("/", "If-None-Match", list.formatted(site.tag("index.html")));

    assertThat(answer.statusCode()).isEqualTo(304);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("ETag")).contains(site.tag("index.html"));
    assertThat(answer.headers().firstValue("Cache-Control"))
        .contains("public, max-age=0, must-revalidate");
    assertThat(answer.headers().firstValue("Vary")).contains("Accept-Encoding");
    assertThat(answer.headers().firstValue("Content-Type")).isEmpty();
  }

  @Test
  void sendsWhatTheClientHasAnotherVersionOf() throws IOException, InterruptedException {
    assertThat(sites.get("/", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    assertThat(sites.get("/", "If-None-Match", "nonsense").statusCode()).isEqualTo(200);
  }

  @Test
  void givesEveryFormATagOfItsOwn() throws IOException, InterruptedException {
    var plain = site.tag("index.html");
    var gzip = site.tag("index.html", "gzip");

    assertThat(status("Accept-Encoding", "gzip", "If-None-Match", gzip)).isEqualTo(304);
    assertThat(status("Accept-Encoding", "gzip", "If-None-Match", plain)).isEqualTo(200);
    assertThat(status("If-None-Match", gzip)).isEqualTo(200);
  }

  @Test
  void goesByTheDateWhereThereIsNoTag() throws IOException, InterruptedException {
    assertThat(status("If-Modified-Since", SampleSite.LAST_MODIFIED)).isEqualTo(304);
    assertThat(status("If-Modified-Since", AFTER)).isEqualTo(304);
    assertThat(status("If-Modified-Since", BEFORE)).isEqualTo(200);
    assertThat(status("If-Modified-Since", "yesterday")).isEqualTo(200);
    assertThat(status("If-Modified-Since", "Tuesday, 03-Nov-26 08:09:10 GMT")).isEqualTo(304);
  }

  @Test
  void ignoresTheDateWhereThereIsATag() throws IOException, InterruptedException {
    assertThat(status("If-None-Match", "\"other\"", "If-Modified-Since", AFTER)).isEqualTo(200);
  }

  @Test
  void refusesWhereTheClientInsistsOnAnotherVersion() throws IOException, InterruptedException {
    var tag = site.tag("index.html");

    assertThat(status("If-Match", "\"other\"")).isEqualTo(412);
    assertThat(status("If-Match", "W/" + tag)).isEqualTo(412);
    assertThat(status("If-Match", "\"other\", " + tag)).isEqualTo(200);
    assertThat(status("If-Match", "*")).isEqualTo(200);
    assertThat(status("If-Unmodified-Since", BEFORE)).isEqualTo(412);
    assertThat(status("If-Unmodified-Since", SampleSite.LAST_MODIFIED)).isEqualTo(200);
    assertThat(status("If-Match", tag, "If-Unmodified-Since", BEFORE)).isEqualTo(200);
  }

  @Test
  void saysNoDateThatIsStillToCome() throws IOException, InterruptedException {
    sites.publish(
        new SampleSite()
            .page("index.html", "home")
            .committedAt(Instant.parse("2038-01-01T00:00:00Z")));

    var answer = sites.get("/", "If-Modified-Since", "Fri, 01 Jan 2038 00:00:00 GMT");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Last-Modified")).isEmpty();
  }

  @Test
  void answersHeadAsGetWithoutTheBody() throws IOException, InterruptedException {
    var head = sites.send("HEAD", RunningSites.HOST, "/");
    var raw = sites.raw("HEAD / HTTP/1.1\r\nHost: shop.localhost\r\nConnection: close\r\n\r\n");

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("Content-Length")).contains("4");
    assertThat(head.headers().firstValue("ETag")).contains(site.tag("index.html"));
    assertThat(raw).endsWith("\r\n\r\n");
  }

  @Test
  void answersHeadOfWhatIsMissingWithoutTheBody() throws IOException {
    var raw = sites.raw("HEAD /no HTTP/1.1\r\nHost: shop.localhost\r\nConnection: close\r\n\r\n");

    assertThat(raw).startsWith("HTTP/1.1 404 ").endsWith("\r\n\r\n");
  }

  @Test
  void saysWhichMethodsThereAre() throws IOException, InterruptedException {
    var options = sites.send("OPTIONS", RunningSites.HOST, "/");
    var post = sites.send("POST", RunningSites.HOST, "/");
    var delete = sites.send("DELETE", RunningSites.HOST, "/index.html");

    assertThat(options.statusCode()).isEqualTo(204);
    assertThat(options.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
    assertThat(post.statusCode()).isEqualTo(405);
    assertThat(post.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
    assertThat(delete.statusCode()).isEqualTo(405);
  }

  private int status(String... headers) throws IOException, InterruptedException {
    return sites.get("/", headers).statusCode();
  }
}
