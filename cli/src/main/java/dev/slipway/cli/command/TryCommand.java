package dev.slipway.cli.command;

import dev.slipway.cli.embedded.DataFolder;
import dev.slipway.cli.embedded.Platform;
import dev.slipway.cli.embedded.PlatformSettings;
import dev.slipway.cli.machine.FreePort;
import dev.slipway.process.log.LogSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `slipway try`: runs the main job from a signed push to a link, on the examples or on a
/// repository of the user's, and keeps serving.
@Command(
    name = "try",
    description = "Deploy an example, or a repository of yours, and open it on this machine.")
final class TryCommand implements Callable<Integer> {

  private static final String DATA = "${sys:user.home}/.slipway/try";
  private static final int PORT = 8080;

  private final Terminal terminal;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FOLDER|GIT-URL",
      description = "what to deploy (default: the examples)")
  private @Nullable String what;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "the port to serve on (default: " + PORT + ", or another if that is taken)")
  private @Nullable Integer port;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "where everything is kept (default: ${DEFAULT-VALUE})",
      defaultValue = DATA)
  private Path data = Path.of(DATA);

  @Option(names = "--once", description = "end after the check instead of serving until Ctrl-C")
  private boolean once;

  @Mixin private final SetupOptions setup = new SetupOptions();

  TryCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    int chosen = port != null ? Ports.checked(port) : FreePort.preferring(PORT);
    var folder = DataFolder.open(data);
    var finder = new TargetFinder(terminal, folder);
    var targets = what == null ? finder.examples() : List.of(finder.find(what));
    boolean containers = setup.prepare(terminal);
    LogSettings.toFile(folder.log());
    var foreground = new Foreground(terminal);
    return foreground.run(
        settings(folder, chosen, targets),
        platform -> {
          terminal.say("Slipway runs at " + platform.domain().control());
          boolean allGood = deploy(platform, targets, containers);
          if (!once) {
            serve(platform);
            foreground.awaitSignal();
          }
          return allGood ? 0 : 1;
        });
  }

  private boolean deploy(Platform platform, List<Target> targets, boolean containers)
      throws InterruptedException {
    var links = new ArrayList<String>();
    boolean allGood = true;
    for (var target : targets) {
      terminal.gap();
      if (target.needsContainer() && !containers) {
        terminal.complain("Skipped " + target.title() + ": its build needs a container.");
        terminal.complain("To build it, run the same again without --no-install.");
        allGood &= targets.size() > 1 && setup.isWithoutContainers();
        continue;
      }
      var deployed = new MainJob(terminal, platform).run(target);
      deployed.ifPresent(done -> links.add("%-10s %s".formatted(done.project(), done.link())));
      allGood &= deployed.isPresent();
    }
    terminal.gap();
    links.forEach(link -> terminal.say("  ✓ " + link));
    return allGood;
  }

  private void serve(Platform platform) {
    terminal.gap();
    terminal.say("Dashboard: " + platform.signInLink());
    terminal.say("Serving until Ctrl-C.");
  }

  private static PlatformSettings settings(DataFolder folder, int port, List<Target> targets) {
    var hosts = targets.stream().map(Target::repository).toList();
    return new PlatformSettings(
        folder.root(),
        "127.0.0.1",
        port,
        "localhost",
        1,
        UserSettings.ofRunnersThatMayAsk(hosts),
        Optional.of(folder.log()));
  }
}
