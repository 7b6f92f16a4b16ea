package dev.slipway.cli.firewall;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// Addresses that builds may reach though they are private: one, or a network, at one port of TCP
/// or at all.
///
/// @param prefix how many bits of the address count
public record Destination(InetAddress address, int prefix, OptionalInt port) {

  /// Says how one is written.
  public static final String FORMS =
      "addresses or networks, such as 10.0.0.0/24, 10.0.0.5, 10.0.0.5:4873 or [fd00::5]:4873";

  private static final int BITS_4 = 32;
  private static final int BITS_6 = 128;
  private static final int MOST_PORT = 65_535;
  private static final Pattern WITH_PORT =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]{2,45})\\]|([0-9.]{7,15})):([0-9]{1,5})");
  private static final Pattern NETWORK = Pattern.compile("([0-9A-Fa-f:.]{2,45})(?:/([0-9]{1,3}))?");

  public Destination {
    if (prefix < 0 || prefix > bits(address)) {
      throw new IllegalArgumentException("prefix out of range: " + prefix);
    }
  }

  /// Returns what `text` names, by [#FORMS]; no name server is asked.
  public static Optional<Destination> parse(String text) {
    var withPort = WITH_PORT.matcher(text);
    if (withPort.matches()) {
      var host = withPort.group(1) == null ? withPort.group(2) : withPort.group(1);
      int port = Integer.parseInt(withPort.group(3));
      return port < 1 || port > MOST_PORT
          ? Optional.empty()
          : literal(host).map(found -> new Destination(found, bits(found), OptionalInt.of(port)));
    }
    var network = NETWORK.matcher(text);
    if (!network.matches()) {
      return Optional.empty();
    }
    return literal(network.group(1))
        .flatMap(found -> {
          int prefix = network.group(2) == null ? bits(found) : Integer.parseInt(network.group(2));
          return prefix > bits(found)
              ? Optional.empty()
              : Optional.of(new Destination(found, prefix, OptionalInt.empty()));
        });
  }

  static Destination of(InetAddress address) {
    return new Destination(address, bits(address), OptionalInt.empty());
  }

  /// Returns the condition of a rule that this is where a packet goes, for those that take all of a
  /// destination.
  String match() {
    var where = family(address) + " daddr " + address.getHostAddress() + "/" + prefix;
    return port.isEmpty() ? where : where + " tcp dport " + port.getAsInt();
  }

  /// Returns what the rules call the family of an address.
  static String family(InetAddress address) {
    return address instanceof Inet4Address ? "ip" : "ip6";
  }

  private static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static int bits(InetAddress address) {
    return address instanceof Inet4Address ? BITS_4 : BITS_6;
  }
}
