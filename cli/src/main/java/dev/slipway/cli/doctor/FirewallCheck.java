package dev.slipway.cli.doctor;

import dev.slipway.cli.firewall.Firewall;
import dev.slipway.cli.firewall.RuleSet;

/// What there is to find out about the rules that keep builds from this machine.
final class FirewallCheck {

  static final String WHAT = "firewall for builds";

  private static final String ON = "slipway firewall on, as root";

  private FirewallCheck() {}

  static Check check(Firewall firewall) {
    return switch (firewall.state(RuleSet.TABLE)) {
      case ON -> new Check.Good(WHAT, "builds reach neither this machine nor private networks");
      case OFF ->
          new Check.Bad(WHAT, "builds can reach this machine's services and private networks", ON);
      case HIDDEN -> new Check.Doubtful(WHAT, "only root can look", "run the doctor as root");
      case NO_PROGRAM ->
          new Check.Bad(
              WHAT,
              "there is no nft, so builds can reach this machine's services and private networks",
              Firewall.INSTALL + ", then " + ON);
    };
  }
}
