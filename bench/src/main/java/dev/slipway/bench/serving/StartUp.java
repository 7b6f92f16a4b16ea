package dev.slipway.bench.serving;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.slipway.bench.server.ProgramException;
import dev.slipway.cli.machine.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// How long our server takes from the start of its process to the first byte of a page.
final class StartUp {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final double NANOS_OF_MILLI = 1e6;
  private static final String SUCCESS = "HTTP/1.1 200 ";

  private final Slipway slipway;
  private final byte[] request;

  StartUp(Slipway slipway, Site site) {
    this.slipway = slipway;
    this.request = "GET / HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(site.host()).getBytes(US_ASCII);
  }

  /// Returns the median of `starts` starts, in milliseconds.
  double median(Optional<Path> cache, int starts) throws IOException, InterruptedException {
    var millis = new double[starts];
    for (int i = 0; i < starts; i++) {
      millis[i] = once(cache);
    }
    return Rounds.median(millis);
  }

  private double once(Optional<Path> cache) throws IOException, InterruptedException {
    int port = FreePort.any();
    long start = System.nanoTime();
    try (var server = slipway.launch(Cores.SHARED, port, cache)) {
      while (System.nanoTime() - start < PATIENCE.toNanos() && server.process().isAlive()) {
        if (answers(port)) {
          return (System.nanoTime() - start) / NANOS_OF_MILLI;
        }
        TimeUnit.MILLISECONDS.sleep(1);
      }
    }
    throw new ProgramException("Slipway did not start within " + PATIENCE);
  }

  /// Tells whether there is an answer; there is none where nobody listens, nor while the server
  /// only looks whether it may have the port.
  private boolean answers(int port) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.getOutputStream().write(request);
      var beginning = new String(socket.getInputStream().readNBytes(SUCCESS.length()), US_ASCII);
      if (beginning.isEmpty()) {
        return false;
      }
      if (!beginning.equals(SUCCESS)) {
        throw new ProgramException("The first answer began with: " + beginning);
      }
      return true;
    } catch (SocketException e) {
      return false;
    }
  }
}
