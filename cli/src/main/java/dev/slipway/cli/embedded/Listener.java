package dev.slipway.cli.embedded;

import dev.slipway.receiver.Receiver;
import dev.slipway.site.SiteListener;
import dev.slipway.site.SiteServer;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;

/// The one port of the embedded profile: the host of a request decides who answers it.
final class Listener implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(10);

  private final WebServer server;

  /// Listens, and answers from now on.
  ///
  /// @throws PlatformException if the address or the port can't be had
  Listener(PlatformSettings settings, SiteServer sites, Receiver receiver) {
    var address = address(settings);
    requireFree(address);
    var config = WebServer.builder();
    SiteListener.apply(config, sites);
    Receiver.limit(config);
    listen(config, address);
    config.routing(routing -> {
      routing.addFilter(sites);
      receiver.routing(routing);
    });
    server = config.build().start();
    if (!server.isRunning()) { // the server only logs why it could not listen
      server.stop();
      throw taken(address, "it was taken a moment ago");
    }
  }

  private static InetSocketAddress address(PlatformSettings settings) {
    try {
      return new InetSocketAddress(InetAddress.getByName(settings.address()), settings.port());
    } catch (UnknownHostException e) {
      throw new PlatformException(
          "There is no address "
              + settings.address()
              + " to listen on. Name one of this machine's with --listen, such as 127.0.0.1.",
          e);
    }
  }

  /// Listens for a moment, to learn whether it can be done, and why not.
  private static void requireFree(InetSocketAddress address) {
    try (var socket = new ServerSocket()) {
      socket.bind(address);
    } catch (IOException e) {
      throw taken(address, String.valueOf(e.getMessage()));
    }
  }

  private static PlatformException taken(InetSocketAddress address, String why) {
    return new PlatformException(
        "Can't listen on port %d of %s: %s. End what uses it, or choose another with --port."
            .formatted(address.getPort(), address.getAddress().getHostAddress(), why));
  }

  private static void listen(WebServerConfig.Builder config, InetSocketAddress address) {
    config
        .address(address.getAddress())
        .port(address.getPort())
        .shutdownGracePeriod(GRACE)
        .shutdownHook(false);
  }

  @Override
  public void close() {
    server.stop();
  }
}
