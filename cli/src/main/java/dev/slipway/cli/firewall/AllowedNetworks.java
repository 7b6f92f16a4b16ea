package dev.slipway.cli.firewall;

import dev.slipway.process.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads the setting that names what builds may reach beyond the internet.
public final class AllowedNetworks {

  private static final String KEY = "SLIPWAY_BUILD_ALLOWED_NETWORKS";

  private AllowedNetworks() {}

  /// Returns what `settings` name, which then knows of those that are wrong.
  public static List<Destination> read(Settings settings) {
    return settings.words(KEY, Set.of()).stream()
        .sorted()
        .map(word -> read(settings, word))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Destination> read(Settings settings, String word) {
    var destination = Destination.parse(word);
    if (destination.isEmpty()) {
      settings.reject(KEY, word, Destination.FORMS);
    }
    return destination;
  }
}
