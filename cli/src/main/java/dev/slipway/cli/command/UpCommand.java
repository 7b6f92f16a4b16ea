package dev.slipway.cli.command;

import dev.slipway.cli.embedded.Platform;
import dev.slipway.cli.embedded.PlatformSettings;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `slipway up`: runs the embedded profile until it is stopped.
@Command(name = "up", description = "Run Slipway on this machine, until Ctrl-C.")
final class UpCommand implements Callable<Integer> {

  /// The usual data folder.
  static final String DATA = "${sys:user.home}/.slipway/data";

  private static final Pattern HOST =
      Pattern.compile(
          "(?=.{1,200}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

  /// The usual port.
  static final int PORT = 8080;

  private static final int RUNNERS = 1;

  private final Terminal terminal;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "the port to listen on (default: ${DEFAULT-VALUE})",
      defaultValue = "" + PORT)
  private int port = PORT;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "where everything is kept (default: ${DEFAULT-VALUE})",
      defaultValue = DATA)
  private Path data = Path.of(DATA);

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      description = "the address to listen on (default: ${DEFAULT-VALUE})",
      defaultValue = "127.0.0.1")
  private String address = "127.0.0.1";

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description =
          "the control host; deployments are served on the hosts below it (default:"
              + " ${DEFAULT-VALUE})",
      defaultValue = "localhost")
  private String host = "localhost";

  @Mixin private final SetupOptions setup = new SetupOptions();

  UpCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    var settings =
        new PlatformSettings(
            data,
            address,
            Ports.checked(port),
            controlHost(),
            RUNNERS,
            UserSettings.ofRunners(),
            Optional.empty());
    setup.prepare(terminal);
    var foreground = new Foreground(terminal);
    return foreground.run(
        settings,
        platform -> {
          greet(platform);
          foreground.awaitSignal();
          return 0;
        });
  }

  private String controlHost() {
    var lower = host.toLowerCase(Locale.ROOT);
    if (!HOST.matcher(lower).matches()) {
      throw new UsageException(
          "--host " + host + ": must be the name of a host, without scheme and port.");
    }
    return lower;
  }

  private void greet(Platform platform) {
    terminal.say("Slipway is up.");
    terminal.gap();
    terminal.say("  Dashboard  " + platform.domain().control());
    platform
        .firstToken()
        .ifPresent(token -> {
          terminal.say("  API token  " + token.secret().reveal());
          terminal.say("             (shown this once; the commands on this machine find it)");
        });
    terminal.say("  Data       " + platform.data().root());
    terminal.gap();
    terminal.say("Add a project:  ./slipway project add NAME GIT-URL");
    terminal.say("Stop:           Ctrl-C");
  }
}
