package dev.slipway.site;

import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http1.Http1Config;
import java.time.Duration;

/// What a listener needs that serves sites.
public final class SiteListener {

  private static final int LONGEST_REQUEST_LINE = 8 * 1024;
  private static final int MOST_HEADER_BYTES = 32 * 1024;
  private static final Duration IDLE = Duration.ofSeconds(75);
  private static final Duration IDLE_CHECK = Duration.ofSeconds(15);

  private SiteListener() {}

  /// Applies it to `server`.
  ///
  /// Without `tcpNoDelay` every body over 8 KB on a kept connection waits 40 ms for the client's
  /// delayed acknowledgement; with NIO each is written in pieces of 8 KB. Queries are not checked
  /// against the grammar of URLs, because what browsers send is not: `?filter[x]=a|b`.
  public static void apply(WebServerConfig.Builder server) {
    server
        .connectionOptions(options -> options.tcpNoDelay(true))
        .useNio(false)
        .idleConnectionTimeout(IDLE)
        .idleConnectionPeriod(IDLE_CHECK)
        .addProtocol(
            Http1Config.builder()
                .maxPrologueLength(LONGEST_REQUEST_LINE)
                .maxHeadersSize(MOST_HEADER_BYTES)
                .validatePrologue(false)
                .build());
  }
}
