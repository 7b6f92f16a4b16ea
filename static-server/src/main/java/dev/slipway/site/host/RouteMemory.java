package dev.slipway.site.host;

import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.alias.Route;
import java.util.Map;

/// What hosts served when that could last be told, kept for the next start of the server.
public interface RouteMemory {

  /// Remembers nothing.
  RouteMemory NONE =
      new RouteMemory() {
        @Override
        public Map<HostLabel, Route> recall() {
          return Map.of();
        }

        @Override
        public void remember(HostLabel label, Route route) {
          // Until the process ends, KnownRoutes know.
        }
      };

  /// Returns what is remembered.
  Map<HostLabel, Route> recall();

  /// Remembers that `label` serves `route`, so that a process that is killed after this will not
  /// have forgotten it; of a host that is unknown, nothing is remembered any more. Never throws.
  void remember(HostLabel label, Route route);
}
