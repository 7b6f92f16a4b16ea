package dev.slipway.cli.doctor;

import dev.slipway.cli.embedded.DataFolder;
import dev.slipway.cli.firewall.Firewall;
import dev.slipway.process.settings.SettingsException;
import dev.slipway.runner.job.Builders;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The questions that are asked of each profile.
public final class Examination {

  private static final String SETTINGS = "settings";
  private static final long FREE_MEMORY = 512L << 20;
  private static final long FREE_DISK = 2L << 30;

  private Examination() {}

  /// Returns what to ask where the server profile runs with the settings of `environment`. Where
  /// these are wrong, that is said, and only what depends on none of them is asked.
  ///
  /// @param label of a host that was never asked for, so that no name server remembers it
  public static List<Question> ofServer(
      Map<String, String> environment, String label, Clock clock) {
    var questions = new ArrayList<Question>();
    try {
      var settings = ServerSettings.of(environment);
      var named = environment.getOrDefault("SLIPWAY_CONFIG", "the environment");
      questions.add(known(new Check.Good(SETTINGS, named + " is valid")));
      questions.addAll(machine(settings.floors().memory()));
      questions.addAll(engine(settings.engine(), settings.builders(), settings.floors().disk()));
      questions.addAll(folders(settings));
      questions.addAll(database(settings, clock));
      settings
          .redis()
          .ifPresent(redis -> questions.add(new Question("Redis", () -> RedisCheck.check(redis))));
      settings
          .artifacts()
          .bucket()
          .ifPresent(bucket -> questions.add(new Question("S3", () -> BucketCheck.check(bucket))));
      questions.addAll(network(settings, label));
      settings
          .doorbell()
          .ifPresent(socket ->
              questions.add(new Question("doorbell", () -> SystemdChecks.doorbell(socket))));
    } catch (SettingsException e) {
      String.valueOf(e.getMessage())
          .lines()
          .map(line -> known(new Check.Bad(SETTINGS, line, "correct it")))
          .forEach(questions::add);
      questions.addAll(machine(FREE_MEMORY));
    }
    if (SystemdChecks.runs()) {
      SystemdChecks.UNITS.forEach(
          unit -> questions.add(new Question(unit, () -> SystemdChecks.active(unit))));
    }
    return questions;
  }

  /// Returns what to ask where `slipway up` shall run, or runs.
  ///
  /// @param data its data folder, which need not be there yet
  public static List<Question> ofEmbedded(
      DataFolder data, InetSocketAddress address, URI engine, Builders builders) {
    var questions = new ArrayList<Question>(machine(FREE_MEMORY));
    questions.addAll(engine(engine, builders, FREE_DISK));
    questions.add(new Question("data folder", () -> dataFolder(data.root())));
    questions.add(
        new Question(
            "disk of the data folder",
            () -> MachineChecks.disk("disk of the data folder", data.root(), FREE_DISK)));
    questions.add(new Question("port", () -> NetworkChecks.port(address)));
    return questions;
  }

  private static Check dataFolder(Path root) throws IOException {
    return Files.exists(root)
        ? MachineChecks.folder("data folder", root)
        : new Check.Good("data folder", root + " is made at the first start");
  }

  private static List<Question> machine(long freeMemory) {
    return List.of(
        new Question("Java", () -> MachineChecks.java(Runtime.version())),
        new Question("memory", () -> MachineChecks.memory(freeMemory)));
  }

  private static List<Question> engine(URI address, Builders builders, long freeDisk) {
    return List.of(
        new Question("container engine", () -> EngineChecks.engine(address)),
        new Question("builder image", () -> EngineChecks.image(address, builders.node())),
        new Question(
            "builder image for Python", () -> EngineChecks.pythonImage(address, builders.python())),
        new Question("disk of builds", () -> EngineChecks.quota(address)),
        new Question("disk of the container engine", () -> EngineChecks.disk(address, freeDisk)),
        new Question(FirewallCheck.WHAT, () -> FirewallCheck.check(Firewall.ofThisMachine())));
  }

  private static List<Question> folders(ServerSettings settings) {
    var folders = settings.folders();
    var named =
        new TreeMap<>(
            Map.of(
                "artifacts", folders.artifacts(), "logs", folders.logs(), "work", folders.work()));
    var questions = new ArrayList<Question>();
    named.forEach((name, folder) -> {
      questions.add(
          new Question(name + " folder", () -> MachineChecks.folder(name + " folder", folder)));
      if (!name.equals("logs")) {
        var disk = "disk of the " + name;
        questions.add(
            new Question(disk, () -> MachineChecks.disk(disk, folder, settings.floors().disk())));
      }
    });
    questions.add(
        new Question(
            "encryption key",
            () -> MachineChecks.secret("encryption key", settings.encryptionKey())));
    return questions;
  }

  private static List<Question> database(ServerSettings settings, Clock clock) {
    var database = settings.database();
    return List.of(
        new Question("database", () -> DatabaseChecks.database(database)),
        new Question("schema", () -> DatabaseChecks.schema(database)),
        new Question("queue", () -> DatabaseChecks.queue(database, clock)));
  }

  private static List<Question> network(ServerSettings settings, String label) {
    var questions = new ArrayList<Question>();
    questions.add(
        new Question("DNS wildcard", () -> NetworkChecks.wildcard(settings.domain(), label)));
    new TreeMap<>(settings.listeners())
        .forEach((name, address) ->
            questions.add(new Question(name, () -> NetworkChecks.health(name, address))));
    return questions;
  }

  private static Question known(Check check) {
    return new Question(check.what(), () -> check);
  }
}
