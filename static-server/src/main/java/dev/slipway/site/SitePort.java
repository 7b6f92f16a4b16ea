package dev.slipway.site;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.slipway.core.alias.Domain;
import dev.slipway.process.service.ListenException;
import dev.slipway.serving.page.Pages;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.net.InetSocketAddress;
import java.time.Duration;

/// The port of the static server of the server profile. Of the control host, which is elsewhere, it
/// answers only whether it is healthy.
final class SitePort implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(20);

  private final WebServer server;
  private final InetSocketAddress address;
  private final Domain domain;

  /// Listens, and answers from now on.
  ///
  /// @throws ListenException if the address or the port can't be had
  SitePort(SiteConfig config, SiteServer sites) {
    domain = config.domain();
    address = config.listen();
    ListenException.requireFree(address, "static.listen");
    server =
        WebServer.builder()
            .address(address.getAddress())
            .port(address.getPort())
            .shutdownGracePeriod(GRACE)
            .shutdownHook(false)
            .update(builder -> SiteListener.apply(builder, sites))
            .routing(routing -> routing.addFilter(sites).addFilter(this::answer))
            .build()
            .start();
    if (!server.isRunning()) { // the server only logs why it could not listen
      server.stop();
      throw ListenException.taken(address, "static.listen", "it was taken a moment ago");
    }
  }

  private void answer(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    if (request.path().rawPath().equals("/healthz")) {
      response
          .header(HeaderNames.CONTENT_TYPE, "text/plain")
          .header(HeaderNames.CACHE_CONTROL, "no-store")
          .send("ok\n".getBytes(US_ASCII));
    } else {
      AnswerWriter.write(
          new HelidonRequest(request), Pages.controlHost(domain.control()), response);
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
