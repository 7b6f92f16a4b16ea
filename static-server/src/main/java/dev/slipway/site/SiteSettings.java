package dev.slipway.site;

import dev.slipway.site.host.RouteMemory;
import dev.slipway.site.wire.WireSettings;
import java.time.Duration;
import java.util.Set;

/// What a static server may keep in memory, and how long it waits.
///
/// @param indexBytes the budget for the indexes of open artifacts
/// @param bodyBytes the budget for small bodies
/// @param routeAge how old the answer to what a host serves may be
/// @param routePatience how long a request waits for such an answer
/// @param controlHosts further names of the control host, such as `127.0.0.1`
/// @param memory what hosts served before the last restart
/// @param wire what the fast transport may take, and how long it waits
public record SiteSettings(
    long indexBytes,
    long bodyBytes,
    Duration routeAge,
    Duration routePatience,
    Set<String> controlHosts,
    RouteMemory memory,
    WireSettings wire) {

  private static final long MEBIBYTE = 1 << 20;

  /// What suits a small server: 16 MiB and 4 MiB, half a second, two seconds, and the names of the
  /// loopback interface.
  public static final SiteSettings USUAL =
      new SiteSettings(
          16 * MEBIBYTE,
          4 * MEBIBYTE,
          Duration.ofMillis(500),
          Duration.ofSeconds(2),
          Set.of("localhost", "127.0.0.1", "[::1]"),
          RouteMemory.NONE,
          WireSettings.USUAL);

  public SiteSettings {
    controlHosts = Set.copyOf(controlHosts);
  }

  /// Remembers nothing over a restart, and takes what is usual for the fast transport.
  public SiteSettings(
      long indexBytes,
      long bodyBytes,
      Duration routeAge,
      Duration routePatience,
      Set<String> controlHosts) {
    this(
        indexBytes,
        bodyBytes,
        routeAge,
        routePatience,
        controlHosts,
        RouteMemory.NONE,
        WireSettings.USUAL);
  }

  /// Returns the same, with `other`, a memory of what hosts served.
  public SiteSettings remembering(RouteMemory other) {
    return new SiteSettings(
        indexBytes, bodyBytes, routeAge, routePatience, controlHosts, other, wire);
  }

  /// Returns the same with another `wire`.
  SiteSettings with(WireSettings other) {
    return new SiteSettings(
        indexBytes, bodyBytes, routeAge, routePatience, controlHosts, memory, other);
  }
}
