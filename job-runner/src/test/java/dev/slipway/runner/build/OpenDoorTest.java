package dev.slipway.runner.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class OpenDoorTest {

  private final AtomicInteger reached = new AtomicInteger();

  @Test
  void tellsThatSomebodyCameInOnce() throws IOException {
    try (var door = OpenDoor.at("127.0.0.1", reached::incrementAndGet).orElseThrow()) {
      knock(door.address());

      await().atMost(Duration.ofSeconds(5)).until(() -> reached.get() == 1);
    }
  }

  @Test
  void tellsNothingIfNobodyCame() {
    OpenDoor.at("127.0.0.1", reached::incrementAndGet).orElseThrow().close();

    assertThat(reached).hasValue(0);
  }

  @Test
  void isNotWhereThisMachineIsNot() {
    assertThat(OpenDoor.at("192.0.2.200", reached::incrementAndGet)).isEmpty();
    assertThat(OpenDoor.at("no address", reached::incrementAndGet)).isEmpty();
  }

  private static void knock(String address) throws IOException {
    int colon = address.lastIndexOf(':');
    try (var socket = new Socket()) {
      var at =
          new InetSocketAddress(
              address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
      socket.connect(at, 5000);
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }
}
