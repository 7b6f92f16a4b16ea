package dev.slipway.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.artifact.Encoding;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a client gets that asks for parts.
class RangeRequestTest {

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
    site =
        new SampleSite()
            .file("a.txt", "0123456789")
            .encoded("a.txt", Encoding.GZIP, "gzipped")
            .file("empty.txt", "");
    sites.publish(site);
  }

  @AfterEach
  void stop() {
    sites.close();
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-3, 0123, 0-3",
    "bytes=4-, 456789, 4-9",
    "bytes=-3, 789, 7-9",
    "bytes=8-100, 89, 8-9",
    "bytes=-100, 0123456789, 0-9",
    "bytes=9-9, 9, 9-9",
    "BYTES = 0-0, 0123456789, ''",
    "'bytes=20-30,2-3', 23, 2-3",
    "bytes=0-99999999999999999999999, 0123456789, 0-9"
  })
  void sendsThePartThatIsAskedFor(String range, String part, String bounds)
      throws IOException, InterruptedException {
    var answer = sites.get("/a.txt", "Range", range);

    assertThat(answer.body()).isEqualTo(part);
    assertThat(answer.statusCode()).isEqualTo(bounds.isEmpty() ? 200 : 206);
    assertThat(answer.headers().firstValue("Content-Range").orElse(""))
        .isEqualTo(bounds.isEmpty() ? "" : "bytes " + bounds + "/10");
  }

  @Test
  void sendsSeveralPartsAsOneMultipart() throws IOException, InterruptedException {
    var answer = sites.get("/a.txt", "Range", "bytes=0-1, 4-5,-1");

    var type = answer.headers().firstValue("Content-Type").orElseThrow();
    var boundary = type.substring(type.indexOf('=') + 1);
    var part =
        "\r\n--" + boundary + "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Range: ";
    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(type).startsWith("multipart/byteranges; boundary=");
    assertThat(answer.body())
        .isEqualTo(
            part
                + "bytes 0-1/10\r\n\r\n01"
                + part
                + "bytes 4-5/10\r\n\r\n45"
                + part
                + "bytes 9-9/10\r\n\r\n9\r\n--"
                + boundary
                + "--\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=10-", "bytes=10-20", "bytes=-0", "bytes=20-30,40-50"})
  void saysHowLongTheFileIsWhereNoPartLiesInIt(String range)
      throws IOException, InterruptedException {
    var answer = sites.get("/a.txt", "Range", range);

    assertThat(answer.statusCode()).isEqualTo(416);
    assertThat(answer.headers().firstValue("Content-Range")).contains("bytes */10");
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void hasNoPartOfAnEmptyFile() throws IOException, InterruptedException {
    assertThat(sites.get("/empty.txt", "Range", "bytes=0-").statusCode()).isEqualTo(416);
    assertThat(sites.get("/empty.txt").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lines=0-3",
        "bytes=3-1",
        "bytes=-",
        "bytes=a-b",
        "bytes=",
        "bytes=0-3,",
        "bytes=0-9,0-9",
        "bytes=0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,"
            + "20-,20-,20-,20-,20-,20-,20-,20-,20-,20-,20-,20-,20-"
      })
  void sendsAllWhereTheRangeIsNoneToObey(String range) throws IOException, InterruptedException {
    var answer = sites.get("/a.txt", "Range", range);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("0123456789");
  }

  @Test
  void takesPartsFromThePlainForm() throws IOException, InterruptedException {
    var answer = sites.get("/a.txt", "Range", "bytes=0-3", "Accept-Encoding", "gzip");

    assertThat(answer.body()).isEqualTo("0123");
    assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(answer.headers().firstValue("ETag")).contains(site.tag("a.txt"));
  }

  @Test
  void sendsAPartOnlyOfTheVersionThatTheClientHas() throws IOException, InterruptedException {
    assertThat(ifRange(site.tag("a.txt"))).isEqualTo(206);
    assertThat(ifRange(SampleSite.LAST_MODIFIED)).isEqualTo(206);
    assertThat(ifRange("\"other\"")).isEqualTo(200);
    assertThat(ifRange("W/" + site.tag("a.txt"))).isEqualTo(200);
    assertThat(ifRange(site.tag("a.txt", "gzip"))).isEqualTo(200);
    assertThat(ifRange("Wed, 04 Nov 2026 00:00:00 GMT")).isEqualTo(200);
  }

  @Test
  void checksConditionsBeforeParts() throws IOException, InterruptedException {
    var same = sites.get("/a.txt", "Range", "bytes=0-3", "If-None-Match", site.tag("a.txt"));
    var other = sites.get("/a.txt", "Range", "bytes=50-", "If-Match", "\"other\"");

    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(other.statusCode()).isEqualTo(412);
  }

  @Test
  void knowsNoPartsOfAHead() throws IOException, InterruptedException {
    var answer = sites.send("HEAD", RunningSites.HOST, "/a.txt", "Range", "bytes=0-3");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Length")).contains("10");
  }

  private int ifRange(String validator) throws IOException, InterruptedException {
    return sites.get("/a.txt", "Range", "bytes=0-3", "If-Range", validator).statusCode();
  }
}
