package dev.slipway.cli.command;

import dev.slipway.core.project.RepositoryUrl;
import dev.slipway.process.settings.Settings;
import dev.slipway.runner.checkout.host.AllowedHosts;
import dev.slipway.runner.job.Builders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The `SLIPWAY_…` variables that a person has set, for what is not an option of a command.
final class UserSettings {

  private static final String PREFIX = "SLIPWAY_";

  /// Hosts that runners may clone from whatever their addresses are.
  private static final String HOSTS_INSIDE = "SLIPWAY_GIT_PRIVATE_HOSTS";

  /// Where the package has the settings.
  private static final Path INSTALLED = Path.of("/etc/slipway/slipway.yaml");

  /// Those that the commands read themselves.
  private static final Set<String> OURS = Set.of("SLIPWAY_TOKEN");

  private UserSettings() {}

  /// Returns the name of the image that builds run in.
  static String builderImage() {
    return Optional.ofNullable(System.getenv("SLIPWAY_BUILDER_IMAGE"))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .orElse(Builders.USUAL.node());
  }

  /// Returns all that are set here: in the environment, and in the file of the package if it is
  /// installed and no other is named.
  static Settings ofThisMachine() {
    var named = new HashMap<>(System.getenv());
    if (Files.exists(INSTALLED)) {
      named.putIfAbsent("SLIPWAY_CONFIG", INSTALLED.toString());
    }
    return new Settings(named);
  }

  /// Returns those that are meant for runners; a runner refuses what it does not know.
  static Map<String, String> ofRunners() {
    return ofRunners(System.getenv(), List.of());
  }

  /// Returns the same for runners that may clone `repositories` too, which a person of this machine
  /// has named: also from hosts of their own network.
  static Map<String, String> ofRunnersThatMayAsk(List<RepositoryUrl> repositories) {
    return ofRunners(System.getenv(), repositories);
  }

  static Map<String, String> ofRunners(
      Map<String, String> environment, List<RepositoryUrl> repositories) {
    var found = new TreeMap<String, String>();
    environment.forEach((key, value) -> {
      if (key.startsWith(PREFIX) && !OURS.contains(key)) {
        found.put(key, value);
      }
    });
    for (var repository : repositories) {
      if (!repository.isLocal()) {
        found.merge(HOSTS_INSIDE, AllowedHosts.name(repository.value()), (a, b) -> a + "," + b);
      }
    }
    return found;
  }
}
