package dev.slipway.cli.command;

import dev.slipway.cli.firewall.Firewall;
import dev.slipway.cli.firewall.RuleSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `slipway firewall …`: what keeps builds from this machine's services and private networks.
@Command(
    name = "firewall",
    description = "Keep builds from this machine's own services and from private networks.",
    subcommands = {
      FirewallCommand.On.class,
      FirewallCommand.Off.class,
      FirewallCommand.Status.class,
      FirewallCommand.Show.class
    })
final class FirewallCommand {

  private FirewallCommand() {}

  /// `slipway firewall on`: a second time, it only brings the rules up to date.
  @Command(name = "on", description = "Put the rules in force, as the settings say. Needs root.")
  static final class On implements Callable<Integer> {

    private final Terminal terminal;

    On(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      var rules = BuildWall.rules();
      Firewall.ofThisMachine().apply(rules);
      terminal.say(
          "Builds reach the internet, %d name servers and %d allowed networks; nothing else."
              .formatted(rules.resolvers().size(), rules.allowed().size()));
      return 0;
    }
  }

  /// `slipway firewall off`.
  @Command(name = "off", description = "Remove the rules. Needs root.")
  static final class Off implements Callable<Integer> {

    private final Terminal terminal;

    Off(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      Firewall.ofThisMachine().remove(BuildWall.rules());
      terminal.say("Builds may reach whatever this machine can reach.");
      return 0;
    }
  }

  /// `slipway firewall status`: its exit code is 0 only if the rules are in force.
  @Command(name = "status", description = "Say whether the rules are in force.")
  static final class Status implements Callable<Integer> {

    private final Terminal terminal;

    Status(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      var state = Firewall.ofThisMachine().state(RuleSet.TABLE);
      terminal.say(
          switch (state) {
            case ON -> "on";
            case OFF -> "off";
            case HIDDEN -> "unknown: only root can look";
            case NO_PROGRAM -> "off: there is no nft (apt-get install nftables)";
          });
      return state == Firewall.State.ON ? 0 : 1;
    }
  }

  /// `slipway firewall show`.
  @Command(name = "show", description = "Print the rules as nft reads them, and change nothing.")
  static final class Show implements Callable<Integer> {

    private final Terminal terminal;

    Show(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      BuildWall.rules().text().lines().forEach(terminal::say);
      return 0;
    }
  }
}
