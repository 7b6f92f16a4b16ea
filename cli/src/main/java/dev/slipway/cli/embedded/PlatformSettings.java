package dev.slipway.cli.embedded;

import dev.slipway.core.alias.Domain;
import dev.slipway.core.retention.RetentionPolicy;
import dev.slipway.process.settings.RetentionSettings;
import dev.slipway.process.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// How the embedded profile runs.
///
/// @param data the data folder; made if it is missing
/// @param address the address to listen on, `127.0.0.1` unless the user says otherwise
/// @param port the port to listen on
/// @param host the control host
/// @param runners how many builds run at a time
/// @param variables further `SLIPWAY_…` variables, for runners and the static server, and of what
///   is kept
/// @param log where messages go; standard error if it is empty
public record PlatformSettings(
    Path data,
    String address,
    int port,
    String host,
    int runners,
    Map<String, String> variables,
    Optional<Path> log) {

  public PlatformSettings {
    variables = Map.copyOf(variables);
  }

  /// Returns the domain that such a platform serves.
  Domain domain() {
    return new Domain("http", host, port);
  }

  /// Returns what it keeps, and the usual for what is wrong, which [RunnerSettings] refuses.
  RetentionPolicy retention() {
    return RetentionSettings.read(new Settings(variables));
  }
}
