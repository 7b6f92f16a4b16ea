package dev.slipway.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files around the sizes at which the way of sending changes.
class LargeFileTest {

  @TempDir private Path folder;
  private RunningSites sites;

  /// Returns what carries the requests.
  RunningSites.Transport transport() {
    return RunningSites.Transport.WIRE;
  }

  @BeforeEach
  void start() {
    sites = new RunningSites(folder, transport());
  }

  @AfterEach
  void stop() {
    sites.close();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0, 1, 4095, 4097, 8192, 65_535, 65_537, 262_143, 262_144, 262_145, 327_680, 5_000_000
      })
  void sendsEveryByte(int size) throws IOException, InterruptedException {
    var bytes = random(size);
    sites.publish(new SampleSite().file("file.bin", bytes));

    var answer = sites.bytes(RunningSites.HOST, "/file.bin");

    assertThat(answer.body()).isEqualTo(bytes);
    assertThat(answer.headers().firstValue("Content-Length")).contains(String.valueOf(size));
    assertThat(answer.headers().firstValue("Transfer-Encoding")).isEmpty();
  }

  @Test
  void sendsALargePart() throws IOException, InterruptedException {
    var bytes = random(1_000_000);
    sites.publish(new SampleSite().file("file.bin", bytes));

    var answer = sites.bytes(RunningSites.HOST, "/file.bin", "Range", "bytes=100000-899999");

    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(bytes, 100_000, 900_000));
  }

  @Test
  void goesOnWithTheConnectionAfterALargeFile() throws IOException {
    var bytes = random(600_000);
    sites.publish(new SampleSite().file("file.bin", bytes).page("index.html", "home"));

    var answers =
        sites.raw(
            """
            GET /file.bin HTTP/1.1\r
            Host: shop.localhost\r
            \r
            GET / HTTP/1.1\r
            Host: shop.localhost\r
            Connection: close\r
            \r
            """);

    assertThat(answers).endsWith("\r\n\r\nhome").contains("\r\nContent-Length: 600000\r\n");
  }

  private static byte[] random(int size) {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
