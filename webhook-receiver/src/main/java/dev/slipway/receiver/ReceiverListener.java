package dev.slipway.receiver;

import dev.slipway.process.service.ListenException;
import io.helidon.webserver.WebServer;
import java.net.InetSocketAddress;
import java.time.Duration;

/// The port of the receiver of the server profile, which answers the control host alone.
final class ReceiverListener implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final int MOST_CONNECTIONS = 4096;

  private final WebServer server;
  private final InetSocketAddress address;

  /// Listens, and answers from now on.
  ///
  /// @throws ListenException if the address or the port can't be had
  ReceiverListener(ReceiverConfig config, Receiver receiver) {
    address = config.listen();
    ListenException.requireFree(address, "receiver.listen");
    server =
        WebServer.builder()
            .address(address.getAddress())
            .port(address.getPort())
            .maxTcpConnections(MOST_CONNECTIONS)
            .connectionOptions(options -> options.tcpNoDelay(true))
            .shutdownGracePeriod(GRACE)
            .shutdownHook(false)
            .update(Receiver::limit)
            .routing(routing -> {
              routing.addFilter(new ControlHost(config.domain()));
              receiver.routing(routing);
            })
            .build()
            .start();
    if (!server.isRunning()) { // the server only logs why it could not listen
      server.stop();
      throw ListenException.taken(address, "receiver.listen", "it was taken a moment ago");
    }
  }

  /// Returns where it listens.
  String address() {
    return address.getAddress().getHostAddress() + ":" + server.port();
  }

  /// Answers what is being asked, and stops.
  @Override
  public void close() {
    server.stop();
  }
}
