package dev.slipway.process.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.process.testing.DatagramReceiver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotifyTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration MOMENT = Duration.ofMillis(50);

  @TempDir private Path folder;

  @Test
  void tellsASocketInAFolder() throws IOException {
    var socket = folder.resolve("notify");
    try (var systemd = DatagramReceiver.at(socket)) {
      var notify = new Notify(Map.of("NOTIFY_SOCKET", socket.toString()));

      notify.ready("Listening\nREADY=0");
      notify.status("Busy");
      notify.stopping();

      assertThat(systemd.nextText(PATIENCE)).isEqualTo("READY=1\nSTATUS=Listening READY=0");
      assertThat(systemd.nextText(PATIENCE)).isEqualTo("STATUS=Busy");
      assertThat(systemd.nextText(PATIENCE)).isEqualTo("STOPPING=1\nSTATUS=Stopping");
    }
  }

  @Test
  void tellsASocketInNoFolder() throws IOException {
    var name = "slipway-" + UUID.randomUUID();
    try (var systemd = DatagramReceiver.named(name)) {
      new Notify(Map.of("NOTIFY_SOCKET", "@" + name)).status("Busy");

      assertThat(systemd.nextText(PATIENCE)).isEqualTo("STATUS=Busy");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "relative", "/nobody/listens/here", "@"})
  void doesNothingWhereNobodyListens(String socket) {
    assertThatCode(() -> new Notify(Map.of("NOTIFY_SOCKET", socket)).ready("x"))
        .doesNotThrowAnyException();
    assertThatCode(() -> new Notify(Map.of()).stopping()).doesNotThrowAnyException();
  }

  @Test
  void saysThatADatagramIsTooLarge() throws IOException {
    var socket = folder.resolve("socket");
    try (var _ = DatagramReceiver.at(socket);
        var datagrams = new UnixDatagrams(socket.toString())) {
      assertThat(datagrams.send(new byte[100 << 20], PATIENCE)).isFalse();
    }
  }

  @Test
  void waitsForRoomOnlySoLong() throws IOException {
    var socket = folder.resolve("socket");
    try (var receiver = DatagramReceiver.at(socket);
        var datagrams = new UnixDatagrams(socket.toString())) {
      assertThatThrownBy(
              () -> {
                while (datagrams.send(new byte[10_000], MOMENT)) {
                  // until the receiver's queue is full
                }
              })
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Can't send to " + socket);
      assertThat(receiver.next(PATIENCE)).hasSize(10_000);
    }
  }

  @Test
  void sendsNothingOnceItIsClosed() throws IOException {
    var datagrams = new UnixDatagrams(folder.resolve("socket").toString());
    datagrams.close();
    datagrams.close();

    assertThatThrownBy(() -> datagrams.send(new byte[1], MOMENT)).hasMessageContaining("is closed");
  }
}
