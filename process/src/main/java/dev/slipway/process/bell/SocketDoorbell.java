package dev.slipway.process.bell;

import dev.slipway.core.job.Doorbell;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/// The doorbell of a node: a Unix socket whose every connection makes systemd start a runner. A
/// ring is a connection that carries nothing. Thread-safe.
public final class SocketDoorbell implements Doorbell {

  private static final System.Logger LOGGER = System.getLogger(SocketDoorbell.class.getName());

  private final Path socket;
  private final AtomicBoolean broken = new AtomicBoolean();

  public SocketDoorbell(Path socket) {
    this.socket = socket;
  }

  /// Connects to the socket without ever waiting: a local socket takes a connection at once or not
  /// at all. A channel that blocks would wait here until somebody takes the rings before.
  @Override
  public void ring() {
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.configureBlocking(false);
      if (channel.connect(UnixDomainSocketAddress.of(socket))) {
        works();
      } else {
        fails("the connection is not made at once");
      }
    } catch (IOException | RuntimeException e) {
      fails(e.toString());
    }
  }

  private void works() {
    if (broken.compareAndSet(true, false)) {
      LOGGER.log(Level.INFO, "The doorbell {0} works again.", socket);
    }
  }

  private void fails(String why) {
    if (broken.compareAndSet(false, true)) {
      LOGGER.log(
          Level.WARNING,
          "Cannot ring the doorbell {0}: {1}. The sweep finds the jobs that wait, some seconds later."
              + " Check that slipway-job.socket is active, that this process may write to it, and that"
              + " runners start: a socket takes only so many rings that wait.",
          socket,
          why);
    }
  }
}
