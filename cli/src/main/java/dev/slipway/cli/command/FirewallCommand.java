package dev.slipway.cli.command;

import dev.slipway.cli.firewall.Firewall;
import dev.slipway.cli.firewall.Holders;
import dev.slipway.cli.firewall.RuleSet;
import picocli.CommandLine.Command;

/// `slipway firewall …`: what keeps builds from this machine's services and private networks.
@Command(
    name = "firewall",
    description = "Keep builds from this machine's own services and from private networks.")
final class FirewallCommand {

  private final Terminal terminal;

  FirewallCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /// `slipway firewall on`: a second time, it only brings the rules up to date.
  @Command(description = "Put the rules in force, as the settings say. Needs root.")
  int on() {
    var rules = BuildWall.rules();
    Firewall.ofThisMachine().apply(rules);
    Holders.ofThisMachine().forget();
    terminal.say(
        "Builds reach the internet, %d name servers and %d allowed networks; nothing else."
            .formatted(rules.resolvers().size(), rules.allowed().size()));
    return 0;
  }

  @Command(description = "Remove the rules. Needs root.")
  int off() {
    Firewall.ofThisMachine().remove(BuildWall.rules());
    Holders.ofThisMachine().forget();
    terminal.say("Builds may reach whatever this machine can reach.");
    return 0;
  }

  /// `slipway firewall status`: its exit code is 0 only if the rules are in force.
  @Command(description = "Say whether the rules are in force.")
  int status() {
    var state = Firewall.ofThisMachine().state(RuleSet.TABLE);
    terminal.say(
        switch (state) {
          case ON -> "on";
          case OFF -> "off";
          case HIDDEN -> "unknown: only root can look";
          case NO_PROGRAM -> "off: there is no nft; " + Firewall.INSTALL;
        });
    return state == Firewall.State.ON ? 0 : 1;
  }

  @Command(description = "Print the rules as nft reads them, and change nothing.")
  int show() {
    BuildWall.rules().text().lines().forEach(terminal::say);
    return 0;
  }
}
