package dev.slipway.cli.embedded;

import dev.slipway.process.settings.RetentionSettings;
import dev.slipway.process.settings.Settings;
import dev.slipway.runner.RunnerConfig;
import dev.slipway.store.database.EmbeddedDatabase;
import dev.slipway.store.secret.EncryptionKey;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What the embedded profile tells its runners.
final class RunnerSettings {

  private static final String ENGINE = "DOCKER_HOST";

  private RunnerSettings() {}

  /// Returns how runners are started that work for `settings` on `data`.
  ///
  /// @throws dev.slipway.process.settings.SettingsException if a runner would refuse the settings
  /// @throws PlatformException if they are for the server profile alone
  static RunnerCommand command(
      PlatformSettings settings, DataFolder data, EmbeddedDatabase database) {
    var told = new HashMap<String, String>();
    told.put("SLIPWAY_GIT_FOLDERS", "true");
    told.put("SLIPWAY_IMAGE_BASE", imageBase().toString());
    told.putAll(settings.variables());
    told.put("SLIPWAY_DATABASE_URL", database.tcpUrl());
    told.put("SLIPWAY_DATABASE_USER", database.user());
    told.put("SLIPWAY_DATABASE_PASSWORD_FILE", data.databasePassword().toString());
    told.put("SLIPWAY_ENCRYPTION_KEY_FILE", EncryptionKey.file(data.secrets()).toString());
    told.put("SLIPWAY_URL", settings.domain().control().toString());
    told.put("SLIPWAY_ARTIFACTS", data.artifacts().toString());
    told.put("SLIPWAY_LOGS", data.logs().toString());
    told.put("SLIPWAY_WORK", data.work().toString());
    told.put("SLIPWAY_INSTANCE", instance(data));
    told.put("SLIPWAY_RUNNERS", Integer.toString(settings.runners()));
    told.put("SLIPWAY_WATCHED", "true");
    var complete = new HashMap<>(told);
    complete.put("SLIPWAY_RUNNER", "to-be-named");
    Optional.ofNullable(System.getenv(ENGINE)).ifPresent(given -> complete.put(ENGINE, given));
    refuseBucket(RunnerConfig.of(Map.copyOf(complete)));
    var kept = new Settings(settings.variables());
    RetentionSettings.read(kept);
    kept.check();
    return new RunnerCommand(told, settings.log());
  }

  /// One folder is all that this profile has, to be copied and thrown away as a whole.
  private static void refuseBucket(RunnerConfig config) {
    config
        .artifacts()
        .bucket()
        .ifPresent(bucket -> {
          throw new PlatformException(
              ("The settings name the bucket %s, but `slipway up` and `slipway try` keep all that"
                      + " they have in their data folder. Unset SLIPWAY_S3_ENDPOINT and"
                      + " SLIPWAY_S3_BUCKET, or install the package: it can use S3.")
                  .formatted(bucket));
        });
  }

  /// Returns where `setup/image-base` puts what images begin with.
  private static Path imageBase() {
    var caches =
        Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
            .filter(path -> !path.isEmpty())
            .map(Path::of)
            .orElse(Path.of(System.getProperty("user.home"), ".cache"));
    return caches.toAbsolutePath().resolve("slipway/image-base/layer");
  }

  /// Returns what tells the containers of this platform from those of any other on the same engine:
  /// a random name, made at the first start.
  private static String instance(DataFolder data) {
    var known = DataFolder.read(data.instance());
    if (known.isPresent()) {
      return known.get();
    }
    var name = UUID.randomUUID().toString();
    DataFolder.write(data.instance(), name);
    return name;
  }
}
