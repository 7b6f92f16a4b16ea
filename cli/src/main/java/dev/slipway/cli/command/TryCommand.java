package dev.slipway.cli.command;

import dev.slipway.cli.embedded.DataFolder;
import dev.slipway.cli.embedded.Platform;
import dev.slipway.cli.embedded.PlatformSettings;
import dev.slipway.cli.machine.FreePort;
import dev.slipway.runner.settings.LogSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
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
    boolean containers = setup.prepare(terminal);
    var finder = new TargetFinder(terminal, data.toAbsolutePath());
    var targets = what == null ? finder.examples() : List.of(finder.find(what));
    LogSettings.toFile(log());
    try (var platform = Platform.start(settings())) {
      var stopped = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(platform, stopped)));
      terminal.say("Slipway runs at " + platform.domain().control());
      boolean allGood = deploy(platform, targets, containers);
      if (!once && stopped.getCount() > 0) {
        serve(platform, stopped);
      }
      return allGood ? 0 : 1;
    }
  }

  private boolean deploy(Platform platform, List<Target> targets, boolean containers)
      throws InterruptedException {
    var links = new ArrayList<String>();
    boolean allGood = true;
    for (var target : targets) {
      terminal.gap();
      if (target.needsContainer() && !containers) {
        terminal.say("Skipped " + target.title() + ": its build needs a container.");
        allGood &= targets.size() > 1 && setup.isWithoutContainers();
        continue;
      }
      var link = new MainJob(terminal, platform).run(target);
      link.ifPresent(found -> links.add("%-10s %s".formatted(target.project(), found)));
      allGood &= link.isPresent();
    }
    terminal.gap();
    links.forEach(link -> terminal.say("  ✓ " + link));
    return allGood;
  }

  private void serve(Platform platform, CountDownLatch stopped) throws InterruptedException {
    terminal.gap();
    terminal.say("Dashboard: " + platform.signInLink());
    terminal.say("Serving until Ctrl-C.");
    stopped.await();
  }

  private static void stop(Platform platform, CountDownLatch stopped) {
    platform.close();
    stopped.countDown();
  }

  private PlatformSettings settings() {
    int chosen = port != null ? port : FreePort.preferring(PORT);
    return new PlatformSettings(
        data, "127.0.0.1", chosen, "localhost", 1, UserSettings.ofRunners(), Optional.of(log()));
  }

  /// Returns where messages go: the terminal is for the log of the build.
  private Path log() {
    return DataFolder.open(data).root().resolve("slipway.log");
  }
}
