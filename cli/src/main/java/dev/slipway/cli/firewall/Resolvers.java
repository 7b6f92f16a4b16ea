package dev.slipway.cli.firewall;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The name servers that containers ask, which are those of the machine. An engine passes questions
/// on from the build's own network, so that the rules must let these through where they are
/// private.
final class Resolvers {

  private static final String WORD = "nameserver";
  private static final Path USUAL = Path.of("/etc/resolv.conf");

  /// Where systemd's own resolver, which answers at a loopback address, keeps those that it asks;
  /// engines give containers these.
  private static final Path BEHIND_THE_STUB = Path.of("/run/systemd/resolve/resolv.conf");

  private Resolvers() {}

  /// Returns those of this machine.
  static List<InetAddress> ofThisMachine() {
    return Stream.of(USUAL, BEHIND_THE_STUB)
        .flatMap(file -> read(file).stream())
        .distinct()
        .toList();
  }

  /// Returns the name servers that `file` names, but for those that nobody else can reach.
  static List<InetAddress> read(Path file) {
    if (!Files.isReadable(file)) {
      return List.of();
    }
    try {
      return parse(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return List.of();
    }
  }

  private static List<InetAddress> parse(String text) {
    var found = new ArrayList<InetAddress>();
    for (var line : text.lines().toList()) {
      var words = line.strip().split("\\s+", -1);
      if (words.length >= 2 && words[0].equals(WORD)) {
        Destination.parse(words[1])
            .map(Destination::address)
            .filter(address -> !address.isLoopbackAddress() && !address.isAnyLocalAddress())
            .ifPresent(found::add);
      }
    }
    return List.copyOf(found);
  }
}
