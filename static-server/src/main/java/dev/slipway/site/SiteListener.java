package dev.slipway.site;

import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http1.Http1Config;
import java.time.Duration;

/// What a listener needs that serves sites.
public final class SiteListener {

  /// The name under which Helidon would add the protocol itself, with its defaults.
  private static final String HTTP_1 = "http_1_1";

  private static final int LONGEST_REQUEST_LINE = 8 * 1024;
  private static final int MOST_HEADER_BYTES = 32 * 1024;
  private static final Duration IDLE = Duration.ofSeconds(75);
  private static final Duration IDLE_CHECK = Duration.ofSeconds(15);

  private SiteListener() {}

  /// Has `server` serve `sites` by the fast transport, and by Helidon's what that doesn't.
  public static void apply(WebServerConfig.Builder server, SiteServer sites) {
    applyCommon(server);
    sites.wire().apply(server);
  }

  /// Has `server` serve sites by Helidon's transport alone.
  ///
  /// Without `tcpNoDelay` every body over 8 KB on a kept connection waits 40 ms for the client's
  /// delayed acknowledgement; with NIO each is written in pieces of 8 KB.
  static void apply(WebServerConfig.Builder server) {
    applyCommon(server);
    server.connectionOptions(options -> options.tcpNoDelay(true)).addProtocol(http1());
  }

  /// Returns what Helidon keeps to.
  ///
  /// Targets are not checked against the grammar of URLs, since what browsers send does not follow
  /// it: `/[slug].js?filter[x]=a|b`. [SiteServer] reads paths of sites by rules of its own, and has
  /// those of the control host checked as Helidon would.
  static Http1Config http1() {
    return Http1Config.builder()
        .name(HTTP_1)
        .maxPrologueLength(LONGEST_REQUEST_LINE)
        .maxHeadersSize(MOST_HEADER_BYTES)
        .validatePrologue(false)
        .validatePath(false)
        .build();
  }

  private static void applyCommon(WebServerConfig.Builder server) {
    server.useNio(false).idleConnectionTimeout(IDLE).idleConnectionPeriod(IDLE_CHECK);
  }
}
