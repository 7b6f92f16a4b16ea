package dev.slipway.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.process.service.ListenException;
import dev.slipway.site.report.Metrics;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerResponse;
import java.net.InetSocketAddress;
import java.time.Duration;

/// Where the static server tells how it does, apart from the port for visitors: for Prometheus, and
/// for whatever watches over processes.
final class StatusPort implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final int MOST_CONNECTIONS = 64;
  private static final String KEY = "static.status_listen";
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String FIGURES = "text/plain; version=0.0.4; charset=utf-8";

  private final WebServer server;
  private final InetSocketAddress address;

  /// Listens on `address`, and answers with `metrics` from now on.
  ///
  /// @throws ListenException if the address or the port can't be had
  StatusPort(InetSocketAddress address, Metrics metrics) {
    this.address = address;
    ListenException.requireFree(address, KEY);
    server =
        WebServer.builder()
            .address(address.getAddress())
            .port(address.getPort())
            .maxTcpConnections(MOST_CONNECTIONS)
            .shutdownGracePeriod(GRACE)
            .shutdownHook(false)
            .connectionOptions(options -> options.tcpNoDelay(true))
            .useNio(false)
            .routing(routing ->
                routing
                    .get("/healthz", (_, response) -> send(response, TEXT, "ok\n"))
                    .get("/readyz", (_, response) -> send(response, TEXT, "ready\n"))
                    .get("/metrics", (_, response) -> send(response, FIGURES, metrics.scrape())))
            .build()
            .start();
    if (!server.isRunning()) { // the server only logs why it could not listen
      server.stop();
      throw ListenException.taken(address, KEY, "it was taken a moment ago");
    }
  }

  private static void send(ServerResponse response, String type, String text) {
    response
        .header(HeaderNames.CONTENT_TYPE, type)
        .header(HeaderNames.CACHE_CONTROL, "no-store")
        .send(text.getBytes(UTF_8));
  }

  /// Returns where it listens.
  String address() {
    return address.getAddress().getHostAddress() + ":" + server.port();
  }

  @Override
  public void close() {
    server.stop();
  }
}
