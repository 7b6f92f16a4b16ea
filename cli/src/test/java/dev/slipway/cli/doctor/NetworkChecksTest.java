package dev.slipway.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.client.RecordingServer;
import dev.slipway.cli.machine.FreePort;
import dev.slipway.core.alias.Domain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkChecksTest {

  @Test
  void asksNobodyForNamesBelowLocalhost() throws IOException {
    var check = NetworkChecks.wildcard(new Domain("http", "localhost", 8080), "check-1");

    assertThat(check).isInstanceOf(Check.Good.class);
  }

  @Test
  void saysWhichRecordIsMissing() throws IOException {
    var check = NetworkChecks.wildcard(new Domain("https", "slipway.invalid", 443), "check-1");

    assertThat(check.line())
        .isEqualTo(
            "✗ DNS wildcard: check-1.slipway.invalid is not known — add a DNS record"
                + " *.slipway.invalid that leads here");
  }

  @Test
  void looksWhetherAProgramServes() throws IOException, InterruptedException {
    try (var server = new RecordingServer()) {
      var address = loopback(server.address().getPort());
      server.on("GET /healthz", 200, "ok").on("GET /healthz", 503, "no");

      assertThat(NetworkChecks.health("receiver", address)).isInstanceOf(Check.Good.class);
      assertThat(NetworkChecks.health("receiver", address).line()).contains("answers 503");
    }
  }

  @Test
  void findsNobodyAtAClosedPort() throws InterruptedException {
    var check = NetworkChecks.health("receiver", loopback(FreePort.any()));

    assertThat(check.line()).startsWith("✗ receiver: http://").contains("does not answer");
  }

  @Test
  void tellsAFreePortFromASlipwayAndFromAnotherProgram() throws IOException, InterruptedException {
    assertThat(NetworkChecks.port(loopback(FreePort.any())).line()).endsWith(": free");
    try (var server = new RecordingServer().on("GET /healthz", 200, "ok")) {
      assertThat(NetworkChecks.port(loopback(server.address().getPort())).line())
          .contains("Slipway runs");
    }
    try (var server = new RecordingServer()) {
      assertThat(NetworkChecks.port(loopback(server.address().getPort())).line())
          .contains("taken by another program");
    }
  }

  @Test
  void findsNoEngineWhereThereIsNone(@TempDir Path folder) throws IOException {
    var socket = folder.resolve("none.sock").toUri().toString().replaceFirst("file:", "unix:");
    var address = URI.create(socket);

    assertThat(EngineChecks.engine(address).line())
        .startsWith("✗ container engine: No container engine listens")
        .contains("systemctl start docker");
    assertThat(EngineChecks.image(address, "x")).isInstanceOf(Check.Bad.class);
    assertThat(EngineChecks.disk(address, 1)).isInstanceOf(Check.Bad.class);
  }

  @Test
  void wantsTheDoorbellToBeASocket(@TempDir Path folder) throws IOException {
    var file = Files.createFile(folder.resolve("file"));
    var socket = folder.resolve("bell");

    assertThat(SystemdChecks.doorbell(socket).line()).contains("there is no " + socket);
    assertThat(SystemdChecks.doorbell(file).line()).contains("is no socket");
    try (var bell = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      bell.bind(UnixDomainSocketAddress.of(socket));
      assertThat(SystemdChecks.doorbell(socket)).isInstanceOf(Check.Good.class);
    }
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }
}
