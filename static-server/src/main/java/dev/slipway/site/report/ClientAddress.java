package dev.slipway.site.report;

import java.util.regex.Pattern;

/// Tells who sent a request. Behind a proxy on this machine that is who the proxy says, which adds
/// the address to the end of `X-Forwarded-For`; what stands before that anybody may have written.
final class ClientAddress {

  private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:.]{2,45}");

  private ClientAddress() {}

  /// Returns the address of the client of `exchange`, or `-` if the connection has none.
  static String of(Exchange exchange) {
    var peer = exchange.peer().isEmpty() ? "-" : exchange.peer();
    if (!isLoopback(peer)) {
      return peer;
    }
    return exchange
        .request()
        .header("X-Forwarded-For")
        .map(list -> list.substring(list.lastIndexOf(',') + 1).strip())
        .filter(last -> ADDRESS.matcher(last).matches())
        .orElse(peer);
  }

  private static boolean isLoopback(String peer) {
    return peer.startsWith("127.") || peer.equals("0:0:0:0:0:0:0:1") || peer.equals("::1");
  }
}
