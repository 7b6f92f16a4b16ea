package dev.slipway.cli.command;

import dev.slipway.cli.client.ApiClient;
import dev.slipway.cli.embedded.DataFolder;
import dev.slipway.core.secret.Secret;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which running Slipway a command talks to, and as whom.
///
/// The address comes from `--url`, else from the data folder of a Slipway on this machine. The
/// token comes from the environment or the data folder, never from an argument, where every user of
/// the machine could read it.
final class ApiOptions {

  private static final Duration CONNECT = Duration.ofSeconds(10);

  @Option(names = "--url", paramLabel = "URL", description = "the control host of the Slipway")
  private @Nullable URI url;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "the data folder of a Slipway on this machine (default: ${DEFAULT-VALUE})",
      defaultValue = UpCommand.DATA)
  private Path data = Path.of(UpCommand.DATA);

  /// Returns the API of that Slipway.
  ///
  /// @throws UsageException if there is no telling which or as whom
  ApiClient client() {
    var folder = new DataFolder(data.toAbsolutePath().normalize());
    var known = DataFolder.read(folder.address()).map(URI::create);
    var address = url != null ? checked(url) : known.orElseThrow(() -> noneRuns(folder));
    var http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
    return new ApiClient(http, address, token(folder, known.filter(address::equals).isPresent()));
  }

  private static URI checked(URI url) {
    if (url.getHost() == null || !List.of("http", "https").contains(url.getScheme())) {
      throw new UsageException("--url " + url + ": must begin with http:// or https://.");
    }
    return url;
  }

  private static UsageException noneRuns(DataFolder folder) {
    return new UsageException(
        "No Slipway runs with the data folder "
            + folder.root()
            + ". Start one with ./slipway up, or name another with --url or --data.");
  }

  /// Returns the token of the environment, or else that of the data folder, which is told to no
  /// other Slipway than its own.
  private static Secret token(DataFolder folder, boolean ofThatFolder) {
    var fromEnvironment = System.getenv("SLIPWAY_TOKEN");
    if (fromEnvironment != null && !fromEnvironment.isBlank()) {
      return new Secret(fromEnvironment.strip());
    }
    return Optional.of(folder.apiToken())
        .filter(file -> ofThatFolder)
        .flatMap(DataFolder::read)
        .map(Secret::new)
        .orElseThrow(() ->
            new UsageException(
                "No API token: set SLIPWAY_TOKEN, or name the data folder with --data."));
  }
}
