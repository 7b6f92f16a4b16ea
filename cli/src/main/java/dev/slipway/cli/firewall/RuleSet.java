package dev.slipway.cli.firewall;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The rules, as nft reads them: a table of its own, which is replaced as a whole or not at all.
///
/// It comes before the engine's tables, and what it refuses is refused whatever those say; what it
/// lets through they still judge. Bridges of builds are known by the beginning of their names, so
/// the same rules hold for all there will ever be.
///
/// @param table what the table is called
/// @param bridges what the names of the bridges begin with
/// @param resolvers the name servers that containers ask
/// @param allowed what builds may reach beyond the internet
public record RuleSet(
    String table, String bridges, List<InetAddress> resolvers, List<Destination> allowed) {

  /// The table of this machine's rules.
  public static final String TABLE = "slipway";

  /// What every bridge of a build is called, with something behind it.
  public static final String BRIDGES = "slw-";

  /// Networks that are not the internet: private, of carriers, of the link (where clouds tell
  /// machines their secrets), loopback, to many, and kept for later.
  private static final List<String> PRIVATE_4 =
      List.of(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "224.0.0.0/4",
          "240.0.0.0/4");

  private static final List<String> PRIVATE_6 =
      List.of(
          "::/127",
          // what a translator of addresses (NAT64) makes of private ones of IPv4
          "64:ff9b::a00:0/104",
          "64:ff9b::6440:0/106",
          "64:ff9b::7f00:0/104",
          "64:ff9b::a9fe:0/112",
          "64:ff9b::ac10:0/108",
          "64:ff9b::c0a8:0/112",
          "64:ff9b:1::/48",
          "fc00::/7",
          "fe80::/10",
          "fec0::/10",
          "ff00::/8");

  private static final String REFUSED = "reject with icmpx type admin-prohibited";

  public RuleSet {
    resolvers = List.copyOf(resolvers);
    allowed = List.copyOf(allowed);
  }

  /// Returns the rules for this machine.
  public static RuleSet ofThisMachine(List<Destination> allowed) {
    return new RuleSet(TABLE, BRIDGES, Resolvers.ofThisMachine(), allowed);
  }

  /// Returns what makes them the only rules of the table, whether there were any or not.
  public String text() {
    return """
    table inet %1$s
    delete table inet %1$s
    table inet %1$s {
      chain forward {
        type filter hook forward priority -10; policy accept;
        iifname "%2$s*" jump onward
      }
      chain input {
        type filter hook input priority -10; policy accept;
        iifname "%2$s*" jump host
      }
      chain onward {
    %3$s
        ip daddr { %4$s } %6$s
        ip6 daddr { %5$s } %6$s
      }
      chain host {
    %3$s
        %6$s
      }
    }
    """
        .formatted(
            table,
            bridges,
            exceptions(),
            String.join(", ", PRIVATE_4),
            String.join(", ", PRIVATE_6),
            REFUSED);
  }

  /// Returns what removes them, if there are any.
  String removal() {
    return "table inet %1$s\ndelete table inet %1$s\n".formatted(table);
  }

  /// Answers to what was let through come from elsewhere than a build's bridge, and are no matter
  /// of these rules.
  private String exceptions() {
    return Stream.concat(
            resolvers.stream()
                .map(resolver ->
                    Destination.of(resolver).match() + " meta l4proto { tcp, udp } th dport 53"),
            allowed.stream().map(Destination::match))
        .map(match -> "    " + match + " accept")
        .collect(Collectors.joining("\n"));
  }
}
