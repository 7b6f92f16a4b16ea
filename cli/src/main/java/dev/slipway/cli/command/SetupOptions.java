package dev.slipway.cli.command;

import dev.slipway.cli.machine.Machine;
import dev.slipway.cli.machine.Need;
import java.util.List;
import picocli.CommandLine.Option;

/// Whether and how a command may prepare the machine for builds in containers.
final class SetupOptions {

  @Option(names = "--yes", description = "install what is missing without asking")
  private boolean yes;

  @Option(
      names = "--no-install",
      description = "install nothing; deploy only what needs no container")
  private boolean noInstall;

  /// Returns whether a person has ruled installing out.
  boolean isWithoutContainers() {
    return noInstall;
  }

  /// Gets the machine ready for builds in containers, saying first what that takes.
  ///
  /// @return whether builds in containers will work
  boolean prepare(Terminal terminal) throws InterruptedException {
    if (noInstall) {
      terminal.say("Installing nothing: only sites that need no build can be deployed.");
      return false;
    }
    var machine = Machine.here(UserSettings.builderImage());
    var missing = machine.missing();
    if (missing.isEmpty()) {
      BuildWall.raise(terminal);
      return true;
    }
    terminal.say("To build in containers, this machine still needs:");
    for (var need : missing) {
      terminal.say("  - " + need.description());
    }
    if (!yes && !terminal.agrees("Install that now?")) {
      terminal.say("Not installed: only sites that need no build can be deployed.");
      noInstall = true;
      return false;
    }
    boolean ready = installed(missing, machine, terminal);
    if (ready) {
      BuildWall.raise(terminal);
    }
    return ready;
  }

  private static boolean installed(List<Need> missing, Machine machine, Terminal terminal)
      throws InterruptedException {
    for (var need : missing) {
      var outcome = machine.install(need);
      if (outcome != 0) {
        terminal.complain(
            need.name() + " could not be set up: " + need.script() + " ended with " + outcome);
        return false;
      }
    }
    for (var need : machine.missing()) {
      terminal.complain(
          need.name() + " is still missing: " + need.script() + " got another. See what it said.");
      return false;
    }
    return true;
  }
}
