package dev.slipway.process.bell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.job.Doorbell;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SocketDoorbellTest {

  private static final Duration BOUND = Duration.ofSeconds(1);

  private final RecordedLog log = new RecordedLog(SocketDoorbell.class.getName());
  private final Path socket;
  private final Doorbell doorbell;
  private ServerSocketChannel server;

  SocketDoorbellTest(@TempDir Path folder) throws IOException {
    socket = folder.resolve("doorbell");
    doorbell = new SocketDoorbell(socket);
    server = listen(50);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    log.close();
  }

  @Test
  void connectsAndSaysNothing() throws IOException {
    doorbell.ring();

    try (var ring = server.accept()) {
      assertThat(ring.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void connectsOncePerRing() throws IOException {
    for (int i = 0; i < 20; i++) {
      doorbell.ring();
    }

    server.configureBlocking(false);
    int rings = 0;
    for (var ring = server.accept(); ring != null; ring = server.accept()) {
      ring.close();
      rings++;
    }
    assertThat(rings).isEqualTo(20);
  }

  @Test
  void saysOnceThatThereIsNoDoorbellAndOnceThatItWorksAgain() throws IOException {
    server.close();
    Files.delete(socket);

    doorbell.ring();
    doorbell.ring();
    var broken = log.lines();
    server = listen(50);
    doorbell.ring();
    doorbell.ring();

    assertThat(broken)
        .singleElement()
        .asString()
        .startsWith("WARNING")
        .contains(socket.toString(), "slipway-job.socket");
    assertThat(log.lines()).hasSize(2).last().asString().startsWith("INFO").contains("works again");
  }

  @Test
  void doesNotWaitForADoorbellThatTakesNoMoreRings() throws IOException {
    server.close();
    Files.delete(socket);
    server = listen(1);
    long start = System.nanoTime();

    for (int i = 0; i < 100; i++) {
      doorbell.ring();
    }

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
    assertThat(log.lines())
        .singleElement()
        .asString()
        .contains("Cannot ring", "only so many rings");
  }

  @Test
  void survivesAPathThatIsNoSocket() throws IOException {
    var file = Files.writeString(socket.resolveSibling("file"), "");

    new SocketDoorbell(file).ring();
    new SocketDoorbell(socket.resolveSibling("x".repeat(200))).ring();

    assertThat(log.lines()).hasSize(2).allMatch(line -> line.startsWith("WARNING"));
  }

  private ServerSocketChannel listen(int backlog) throws IOException {
    var opened = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    opened.bind(UnixDomainSocketAddress.of(socket), backlog);
    return opened;
  }
}
