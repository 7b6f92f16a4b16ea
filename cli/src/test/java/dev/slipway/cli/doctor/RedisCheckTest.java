package dev.slipway.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.doctor.ServerSettings.RedisAddress;
import dev.slipway.cli.machine.FreePort;
import dev.slipway.core.secret.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedisCheckTest {

  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  @Test
  void findsNoRedisAtAClosedPort() {
    var check = RedisCheck.check(redis(FreePort.any(), Optional.empty()));

    assertThat(check.line()).startsWith("✗ Redis: ").contains("until then all goes on, but slower");
  }

  @Test
  void tellsARedisFromAnotherProgram() throws IOException {
    assertThat(answered("HTTP/1.1 400 Bad Request\r\n\r\n").line()).contains("it is no Redis");
    assertThat(answered("-NOAUTH Authentication required.\r\n").line()).contains("NOAUTH");
    assertThat(answered("").line()).contains("it hung up without an answer");
    assertThat(answered("$100\r\nredis_ver").line()).contains("in the middle of its answer");
  }

  @Test
  void remarksOnARedisThatThrowsAwayWhatWaits() throws IOException {
    var info = "redis_version:7.0.15\r\nmaxmemory:1048576\r\nmaxmemory_policy:allkeys-lru\r\n";

    assertThat(answered(bulk(info)).line())
        .startsWith("! Redis: ")
        .contains("version 7.0.15", "throws away what waits: set noeviction");
    assertThat(answered(bulk(info.replace("allkeys-lru", "noeviction"))))
        .isInstanceOf(Check.Good.class);
    assertThat(answered(bulk(info.replace("1048576", "0"))).line())
        .contains("maxmemory is not set");
  }

  private static String bulk(String text) {
    return "$" + text.length() + "\r\n" + text + "\r\n";
  }

  /// Returns what is found of a program that says `answer` to whoever connects, and hangs up.
  private static Check answered(String answer) throws IOException {
    try (var server = new ServerSocket(0, 1, HERE)) {
      var thread =
          Thread.ofVirtual()
              .start(() -> {
                try (var client = server.accept()) {
                  client.getInputStream().readNBytes("*1\r\n$4\r\nINFO\r\n".length());
                  client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      var check = RedisCheck.check(redis(server.getLocalPort(), Optional.empty()));
      thread.interrupt();
      return check;
    }
  }

  private static RedisAddress redis(int port, Optional<Secret> password) {
    return new RedisAddress(new InetSocketAddress(HERE, port), password);
  }
}
