package dev.slipway.runner.build;

import java.util.List;

/// The names of what was left over in the engine and is now removed.
public record Reaped(List<String> containers, List<String> networks, List<String> volumes) {

  public Reaped {
    containers = List.copyOf(containers);
    networks = List.copyOf(networks);
    volumes = List.copyOf(volumes);
  }

  /// Tells whether nothing was left over.
  public boolean isEmpty() {
    return containers.isEmpty() && networks.isEmpty() && volumes.isEmpty();
  }
}
