package dev.slipway.site;

import dev.slipway.process.settings.Settings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/// Where a static server tells what it does.
///
/// @param statusListen where it tells how it does; empty for nowhere
/// @param accessLog the folder of access logs; empty for none
public record ReportPlaces(Optional<InetSocketAddress> statusListen, Optional<Path> accessLog) {

  /// Returns what `settings` say.
  public static ReportPlaces read(Settings settings) {
    return new ReportPlaces(
        settings.optionalAddress("SLIPWAY_STATIC_STATUS_LISTEN"),
        settings.optionalPath("SLIPWAY_STATIC_ACCESS_LOG"));
  }
}
