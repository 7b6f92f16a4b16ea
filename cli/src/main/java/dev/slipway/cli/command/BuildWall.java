package dev.slipway.cli.command;

import dev.slipway.cli.firewall.AllowedNetworks;
import dev.slipway.cli.firewall.Firewall;
import dev.slipway.cli.firewall.FirewallException;
import dev.slipway.cli.firewall.RuleSet;

/// What keeps builds from this machine, as commands see to it.
final class BuildWall {

  private static final String OPEN =
      "Builds can reach this machine's own services and private networks: ";

  private BuildWall() {}

  /// Returns the rules that the settings of this machine ask for.
  ///
  /// @throws dev.slipway.process.settings.SettingsException if these are wrong
  static RuleSet rules() {
    var settings = UserSettings.ofThisMachine();
    var rules = RuleSet.ofThisMachine(AllowedNetworks.read(settings));
    settings.check();
    return rules;
  }

  /// Puts the rules in force where this process may. Where it may not, builds work all the same,
  /// and that is said.
  static void raise(Terminal terminal) {
    if (!Firewall.isRoot()) {
      terminal.say(OPEN + "only root can prevent that, by slipway firewall on.");
      return;
    }
    try {
      var firewall = Firewall.ofThisMachine();
      var before = firewall.state(RuleSet.TABLE);
      firewall.apply(rules());
      if (before != Firewall.State.ON) {
        terminal.say(
            "Builds reach the internet, but not this machine's services nor private networks.");
      }
    } catch (FirewallException e) {
      terminal.complain(OPEN + e.getMessage());
    }
  }
}
