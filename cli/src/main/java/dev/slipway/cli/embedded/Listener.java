package dev.slipway.cli.embedded;

import dev.slipway.receiver.Receiver;
import dev.slipway.site.SiteListener;
import dev.slipway.site.SiteServer;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/// The one port of the embedded profile: the host of a request decides who answers it.
final class Listener implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final int MOST_CONNECTIONS = 4096;

  private final WebServer server;

  /// Listens, and answers from now on.
  Listener(PlatformSettings settings, SiteServer sites, Receiver receiver) {
    var config = WebServer.builder();
    SiteListener.apply(config);
    Receiver.limit(config);
    listen(config, settings);
    config.routing(routing -> {
      routing.addFilter(sites);
      receiver.routing(routing);
    });
    server = config.build().start();
  }

  private static void listen(WebServerConfig.Builder config, PlatformSettings settings) {
    try {
      config.address(InetAddress.getByName(settings.address()));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an address to listen on: " + settings.address(), e);
    }
    config
        .port(settings.port())
        .maxTcpConnections(MOST_CONNECTIONS)
        .shutdownGracePeriod(GRACE)
        .shutdownHook(false);
  }

  @Override
  public void close() {
    server.stop();
  }
}
