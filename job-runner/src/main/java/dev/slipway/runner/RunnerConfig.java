package dev.slipway.runner;

import dev.slipway.core.job.RunnerName;
import dev.slipway.process.settings.Settings;
import dev.slipway.runner.build.BuildLimits;
import dev.slipway.runner.build.BuildScope;
import dev.slipway.runner.build.Engine;
import dev.slipway.runner.checkout.host.AllowedHosts;
import dev.slipway.runner.job.Building;
import dev.slipway.store.database.DatabaseSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/// Everything that a runner is told, from the `SLIPWAY_…` variables of its environment.
///
/// @param artifacts the folder of artifacts
/// @param logs the folder of build logs
/// @param work where the runner makes a folder of its own while it works
/// @param instance names the platform among all that use the same container engine
/// @param engine where the container engine listens
/// @param folders whether repositories may be folders of this machine
/// @param watched whether the end of standard input means that the platform is gone
public record RunnerConfig(
    DatabaseSettings database,
    Path artifacts,
    Path logs,
    Path work,
    String instance,
    RunnerName runner,
    String builderImage,
    URI engine,
    AllowedHosts hosts,
    boolean folders,
    BuildLimits limits,
    long logBytes,
    boolean watched) {

  /// The builder image that `setup/builder-node` makes.
  public static final String BUILDER_IMAGE = "slipway/builder-node:24";

  private static final Set<String> HOSTS =
      Set.of("github.com", "gitlab.com", "bitbucket.org", "codeberg.org");
  private static final int CONNECTIONS = 2;

  /// Reads the configuration from `environment`.
  ///
  /// @throws dev.slipway.process.settings.SettingsException with all that is wrong with it
  public static RunnerConfig of(Map<String, String> environment) {
    var settings = new Settings(environment);
    var url =
        settings.required("SLIPWAY_DATABASE_URL", DatabaseSettings.URLS, DatabaseSettings::isUrl);
    var user = settings.required("SLIPWAY_DATABASE_USER");
    var password = settings.secret("SLIPWAY_DATABASE_PASSWORD_FILE");
    var artifacts = settings.path("SLIPWAY_ARTIFACTS");
    var logs = settings.path("SLIPWAY_LOGS");
    var work = settings.path("SLIPWAY_WORK");
    var instance =
        settings.required("SLIPWAY_INSTANCE", BuildScope.INSTANCES, BuildScope::isInstance);
    var runner = settings.required("SLIPWAY_RUNNER");
    boolean watched = settings.flag("SLIPWAY_WATCHED", false);
    var image = settings.optional("SLIPWAY_BUILDER_IMAGE").orElse(BUILDER_IMAGE);
    var hosts = hosts(settings);
    boolean folders = settings.flag("SLIPWAY_GIT_FOLDERS", false);
    var limits = limits(settings);
    long logBytes = settings.size("SLIPWAY_BUILD_LOG", BuildLimits.USUAL_LOG_BYTES);
    var engine = engine(settings, environment);
    settings.check();
    return new RunnerConfig(
        new DatabaseSettings(url, user, password, CONNECTIONS),
        artifacts,
        logs,
        work,
        instance,
        new RunnerName(runner),
        image,
        engine,
        hosts,
        folders,
        limits,
        logBytes,
        watched);
  }

  /// Reads from `environment` only at which hosts repositories may be, and minds nothing else.
  public static AllowedHosts hosts(Map<String, String> environment) {
    return hosts(new Settings(environment));
  }

  /// Returns in what builds run.
  Building building() {
    return new Building(engine, builderImage, instance, limits, Map.of(), Building.USUAL_PATIENCE);
  }

  private static AllowedHosts hosts(Settings settings) {
    return new AllowedHosts(
        settings.words("SLIPWAY_GIT_HOSTS", HOSTS),
        settings.words("SLIPWAY_GIT_PRIVATE_HOSTS", Set.of()));
  }

  private static URI engine(Settings settings, Map<String, String> environment) {
    try {
      var address = Engine.address(environment);
      if ("unix".equals(address.getScheme()) && address.getPath() != null) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    var value = environment.getOrDefault("DOCKER_HOST", "");
    settings.reject("DOCKER_HOST", value, "the address of a Unix socket, unix:///path");
    return Engine.address(Map.of());
  }

  private static BuildLimits limits(Settings settings) {
    var usual = BuildLimits.USUAL;
    return usual
        .withMemoryBytes(settings.size("SLIPWAY_BUILD_MEMORY", usual.memoryBytes()))
        .withCpus(settings.number("SLIPWAY_BUILD_CPUS", (int) usual.cpus()))
        .withProcesses(settings.number("SLIPWAY_BUILD_PROCESSES", usual.processes()))
        .withTime(settings.time("SLIPWAY_BUILD_TIME", usual.time()))
        .withDiskBytes(settings.size("SLIPWAY_BUILD_DISK", usual.diskBytes()));
  }
}
