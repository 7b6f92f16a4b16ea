package dev.slipway.runner;

import dev.slipway.core.artifact.ArtifactPlace;
import dev.slipway.core.job.Doorbell;
import dev.slipway.core.job.RunnerName;
import dev.slipway.core.log.LogPlace;
import dev.slipway.process.bell.SocketDoorbell;
import dev.slipway.process.settings.ArtifactSettings;
import dev.slipway.process.settings.LogPlaceSettings;
import dev.slipway.process.settings.Settings;
import dev.slipway.runner.build.BuildScope;
import dev.slipway.runner.build.Engine;
import dev.slipway.runner.checkout.host.AllowedHosts;
import dev.slipway.runner.job.Allowances;
import dev.slipway.runner.job.Builders;
import dev.slipway.runner.job.Building;
import dev.slipway.runner.node.CacheBudget;
import dev.slipway.runner.node.Node;
import dev.slipway.store.artifacts.Artifacts;
import dev.slipway.store.database.DatabaseSettings;
import dev.slipway.store.redis.RedisSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Everything that a runner is told, from the `SLIPWAY_…` variables of its environment.
///
/// @param redis what carries words between nodes, if anything does
/// @param artifacts where artifacts are kept
/// @param imageBase the folder of the layer that sites lie on in portable images, which are kept
///   beside artifacts; empty if none are written here
/// @param logs where build logs are kept
/// @param instance names the platform among all that use the same container engine
/// @param engine where the container engine listens
/// @param folders whether repositories may be folders of this machine
/// @param variables how the variables of projects are read, and what their builds are told
/// @param watched whether the end of standard input means that the platform is gone
public record RunnerConfig(
    DatabaseSettings database,
    ArtifactPlace artifacts,
    Optional<Path> imageBase,
    LogPlace logs,
    Node node,
    Optional<RedisSettings> redis,
    String instance,
    RunnerName runner,
    Builders builders,
    URI engine,
    AllowedHosts hosts,
    boolean folders,
    VariableSettings variables,
    Allowances allowances,
    CacheBudget caches,
    boolean watched) {

  private static final Set<String> HOSTS =
      Set.of("github.com", "gitlab.com", "bitbucket.org", "codeberg.org");
  private static final Path IMAGE_BASE = Path.of("/usr/share/slipway/image-base");
  private static final int CONNECTIONS = 2;
  private static final long COPIES = 2L << 30;

  /// Reads the configuration from `environment`.
  ///
  /// @throws dev.slipway.process.settings.SettingsException with all that is wrong with it
  public static RunnerConfig of(Map<String, String> environment) {
    var settings = new Settings(environment);
    var database = database(settings);
    var artifacts = ArtifactSettings.read(settings);
    var imageBase = imageBase(settings);
    var logs = LogPlaceSettings.read(settings, artifacts);
    var node = NodeSettings.read(settings);
    var redis = redis(settings);
    var instance =
        settings.required("SLIPWAY_INSTANCE", BuildScope.INSTANCES, BuildScope::isInstance);
    var runner = runner(settings, node, environment);
    var builders = builders(settings);
    var engine = engine(settings, environment);
    var hosts = hosts(settings);
    boolean folders = settings.flag("SLIPWAY_GIT_FOLDERS", false);
    var variables = VariableSettings.read(settings);
    var allowances = LimitSettings.read(settings, Runtime.getRuntime().availableProcessors());
    var caches =
        new CacheBudget(
            settings.size("SLIPWAY_CACHE_PROJECT", CacheBudget.USUAL.projectBytes()),
            settings.size("SLIPWAY_CACHE_NODE", CacheBudget.USUAL.nodeBytes()));
    boolean watched = settings.flag("SLIPWAY_WATCHED", false);
    settings.check();
    return new RunnerConfig(
        database.get(),
        artifacts,
        imageBase,
        logs,
        node,
        redis,
        instance,
        runner,
        builders,
        engine,
        hosts,
        folders,
        variables,
        allowances,
        caches,
        watched);
  }

  /// Reads from `environment` only at which hosts repositories may be, and minds nothing else.
  public static AllowedHosts hosts(Map<String, String> environment) {
    return hosts(new Settings(environment));
  }

  /// Reads from `settings` in what builds run.
  public static Builders builders(Settings settings) {
    return new Builders(
        settings.optional("SLIPWAY_BUILDER_IMAGE").orElse(Builders.USUAL.node()),
        settings.optional("SLIPWAY_PYTHON_IMAGE").orElse(Builders.USUAL.python()),
        settings.optional("SLIPWAY_BUILD_RUNTIME"));
  }

  /// Returns the folder that the node's runners share.
  Path work() {
    return node.work();
  }

  /// Returns where copies are of artifacts that earlier jobs have put elsewhere.
  Artifacts.Copies copies() {
    return new Artifacts.Copies(work().resolve("artifacts"), COPIES);
  }

  /// Returns the folders beside that of the runners that jobs write to on this machine.
  List<Path> writtenTo() {
    return Stream.of(
            Optional.of(artifacts.folder()).filter(_ -> artifacts.bucket().isEmpty()),
            Optional.of(logs.folder()).filter(_ -> logs.bucket().isEmpty()))
        .flatMap(Optional::stream)
        .toList();
  }

  /// Returns in what builds run.
  Building building() {
    return new Building(engine, builders, instance, allowances, Map.of(), Building.USUAL_PATIENCE);
  }

  /// Returns what makes the next runner start, if a runner has to.
  Optional<Doorbell> doorbell() {
    return node.doorbell().map(SocketDoorbell::new);
  }

  private static Supplier<DatabaseSettings> database(Settings settings) {
    var url =
        settings.required("SLIPWAY_DATABASE_URL", DatabaseSettings.URLS, DatabaseSettings::isUrl);
    var user = settings.required("SLIPWAY_DATABASE_USER");
    var password = settings.secret("SLIPWAY_DATABASE_PASSWORD_FILE");
    return () -> new DatabaseSettings(url, user, password, CONNECTIONS); // which minds a wrong URL
  }

  private static Optional<Path> imageBase(Settings settings) {
    var base = settings.optionalPath("SLIPWAY_IMAGE_BASE").orElse(IMAGE_BASE);
    return settings.flag("SLIPWAY_IMAGES", true) ? Optional.of(base) : Optional.empty();
  }

  private static Optional<RedisSettings> redis(Settings settings) {
    var password = settings.optionalSecret("SLIPWAY_REDIS_PASSWORD_FILE");
    var url = settings.optional("SLIPWAY_REDIS_URL", RedisSettings.URLS, RedisSettings::isUrl);
    return RedisSettings.of(url, password);
  }

  /// A runner that systemd starts is named after the unit's run: what runs after it knows that name
  /// too.
  private static RunnerName runner(Settings settings, Node node, Map<String, String> environment) {
    var named = settings.optional("SLIPWAY_RUNNER");
    var invocation = environment.getOrDefault("INVOCATION_ID", "");
    if (named.isEmpty() && !invocation.isEmpty()) {
      return RunnerName.on(node.name(), invocation);
    }
    return new RunnerName(settings.required("SLIPWAY_RUNNER"));
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
}
