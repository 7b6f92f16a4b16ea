package dev.slipway.cli.command;

import dev.slipway.cli.doctor.Check;
import dev.slipway.cli.doctor.Doctor;
import dev.slipway.cli.doctor.Examination;
import dev.slipway.cli.doctor.Question;
import dev.slipway.cli.embedded.DataFolder;
import dev.slipway.runner.RunnerConfig;
import dev.slipway.runner.build.Engine;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `slipway doctor`: checks everything that the configuration promises.
@Command(
    name = "doctor",
    description = "Check everything that Slipway needs, and say what to do where it is missing.")
final class DoctorCommand implements Callable<Integer> {

  private static final String CONFIG = "SLIPWAY_CONFIG";

  /// Where the package puts things; units tell the programs so, and nobody tells a person's shell.
  private static final Path INSTALLED = Path.of("/etc/slipway/slipway.yaml");

  private static final Map<String, Path> CREDENTIALS =
      Map.of(
          "SLIPWAY_DATABASE_PASSWORD_FILE", Path.of("/etc/slipway/credentials/database-password"),
          "SLIPWAY_REDIS_PASSWORD_FILE", Path.of("/etc/slipway/credentials/redis-password"),
          "SLIPWAY_ENCRYPTION_KEY_FILE", Path.of("/etc/slipway/credentials/encryption-key.json"),
          "SLIPWAY_DOORBELL", Path.of("/run/slipway/doorbell"));

  private final Terminal terminal;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "the settings of a server (default: SLIPWAY_CONFIG, or those of the package)")
  private @Nullable Path config;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description =
          "without such settings: the data folder of ./slipway up (default:" + " ${DEFAULT-VALUE})",
      defaultValue = UpCommand.DATA)
  private Path data = Path.of(UpCommand.DATA);

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "without such settings: the port of ./slipway up (default: ${DEFAULT-VALUE})",
      defaultValue = "" + UpCommand.PORT)
  private int port = UpCommand.PORT;

  DoctorCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    // Questions wake SLF4J several at a time, which it would remark on among the answers.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    var checks = new Doctor(Doctor.PATIENCE).ask(questions());
    checks.forEach(check -> terminal.say(check.line()));
    long bad = checks.stream().filter(Check.Bad.class::isInstance).count();
    long doubtful = checks.stream().filter(Check.Doubtful.class::isInstance).count();
    terminal.gap();
    terminal.say(
        "%d checked, %d to mend, %d to think about".formatted(checks.size(), bad, doubtful));
    return bad == 0 ? 0 : 1;
  }

  private List<Question> questions() {
    var environment = new HashMap<>(System.getenv());
    if (config != null) {
      environment.put(CONFIG, config.toAbsolutePath().normalize().toString());
    } else if (Files.exists(INSTALLED)) {
      environment.putIfAbsent(CONFIG, INSTALLED.toString());
    }
    if (environment.getOrDefault(CONFIG, "").isBlank()
        && environment.getOrDefault("SLIPWAY_DATABASE_URL", "").isBlank()) {
      return Examination.ofEmbedded(
          new DataFolder(data.toAbsolutePath().normalize()),
          new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.checked(port)),
          Engine.address(environment),
          RunnerConfig.builders(UserSettings.ofThisMachine()));
    }
    CREDENTIALS.forEach((key, file) -> {
      if (Files.exists(file)) {
        environment.putIfAbsent(key, file.toString());
      }
    });
    return Examination.ofServer(environment, "check-" + UUID.randomUUID(), Clock.systemUTC());
  }
}
