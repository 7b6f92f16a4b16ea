package dev.slipway.cli.command;

import dev.slipway.cli.firewall.AllowedNetworks;
import dev.slipway.cli.firewall.Firewall;
import dev.slipway.cli.firewall.FirewallException;
import dev.slipway.cli.firewall.Holders;
import dev.slipway.cli.firewall.RuleSet;
import java.io.UncheckedIOException;

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

  /// Puts the rules in force where this process may, until [#lower] if they were not. Where it may
  /// not, builds work all the same, and that is said.
  static void raise(Terminal terminal) {
    if (!Firewall.isRoot()) {
      terminal.say(OPEN + "only root can prevent that, by slipway firewall on.");
      return;
    }
    try {
      var firewall = Firewall.ofThisMachine();
      var before = firewall.state(RuleSet.TABLE);
      firewall.apply(rules());
      Holders.ofThisMachine().add(before != Firewall.State.ON);
      if (before != Firewall.State.ON) {
        terminal.say(
            "Builds reach the internet, but not this machine's services nor private networks.");
      }
    } catch (FirewallException e) {
      terminal.complain(OPEN + e.getMessage());
    } catch (UncheckedIOException e) {
      terminal.complain("The firewall for builds stays in force afterwards: " + e.getMessage());
    }
  }

  /// Takes the rules away if a command like this one has put them in force and none is left that
  /// needs them.
  static void lower(Terminal terminal) {
    try {
      var holders = Holders.ofThisMachine();
      if (holders.remove()) {
        Firewall.ofThisMachine().remove(rules());
        holders.forget();
      }
    } catch (FirewallException | UncheckedIOException e) {
      terminal.complain(
          "The firewall for builds is still in force; slipway firewall off, as root, removes it: "
              + e.getMessage());
    }
  }
}
