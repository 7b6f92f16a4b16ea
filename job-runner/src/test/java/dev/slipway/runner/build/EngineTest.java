package dev.slipway.runner.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EngineTest {

  private static final Duration NOTICED = Duration.ofSeconds(2);

  @TempDir private Path folder;

  @Test
  void isWhereTheEnvironmentSays() {
    assertThat(Engine.address(Map.of("DOCKER_HOST", "unix:///x/y")))
        .isEqualTo(URI.create("unix:///x/y"));
    assertThat(Engine.address(Map.of())).isEqualTo(URI.create("unix:///var/run/docker.sock"));
  }

  @Test
  void saysThatThereIsNoSocket() {
    assertThatThrownBy(() -> Engine.connect(socket("none")))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("there is no such socket")
        .hasMessageContaining("apt-get install docker.io");
  }

  @Test
  void saysThatAnAddressIsNoSocket() {
    assertThatThrownBy(() -> Engine.connect(URI.create("tcp://127.0.0.1:2375")))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("tcp://127.0.0.1:2375");
  }

  @Test
  void noticesThatNobodyListensAnyMore() throws IOException {
    listen("gone").close();

    assertNoticedInTime("gone", "Connection refused");
  }

  @Test
  void noticesAnEngineThatNeverAnswers() throws IOException {
    try (var silent = listen("silent")) {
      assertThat(silent.isOpen()).isTrue();

      assertNoticedInTime("silent", "has not answered within 1500 ms");
    }
  }

  @Test
  void givesUpACallThatAnEngineDoesNotAnswerAnyMore() throws IOException {
    try (var fake = new FakeEngine(folder.resolve("mute"), "1.41", false);
        var engine = Engine.connect(fake.address())) {
      long begin = System.nanoTime();

      assertThatThrownBy(engine::ping)
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("Could not reach the container engine")
          .hasMessageContaining("has not answered within 1500 ms");

      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(NOTICED);
    }
  }

  @ParameterizedTest
  @CsvSource({"1.41, 1.41", "1.44, 1.44", "1.99, 1.44"})
  void speaksTheNewestApiThatBothKnow(String offered, String spoken) throws IOException {
    try (var fake = new FakeEngine(folder.resolve("fake"), offered, true);
        var engine = Engine.connect(fake.address())) {
      engine.ping();

      assertThat(engine.version()).isEqualTo(new EngineVersion("9.9", offered));
      assertThat(fake.asked()).last().isEqualTo("GET /v" + spoken + "/_ping HTTP/1.1");
    }
  }

  private void assertNoticedInTime(String name, String because) {
    var address = socket(name);
    long begin = System.nanoTime();

    assertThatThrownBy(() -> Engine.connect(address))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining(because)
        .hasMessageContaining(folder.resolve(name).toString());

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(NOTICED);
  }

  private ServerSocketChannel listen(String name) throws IOException {
    return ServerSocketChannel.open(StandardProtocolFamily.UNIX)
        .bind(UnixDomainSocketAddress.of(folder.resolve(name)));
  }

  private URI socket(String name) {
    return URI.create("unix://" + folder.resolve(name));
  }
}
