package dev.slipway.site;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetAddress;

/// The address of whoever asks. A proxy on the same machine says whom it asks for, at the end of
/// `X-Forwarded-For`; from anywhere else that field is only what a client made up.
final class ClientAddress {

  private ClientAddress() {}

  static String of(ServerRequest request) {
    var peer = request.remotePeer().host();
    var forwarded = request.headers().first(HeaderNames.X_FORWARDED_FOR).orElse("");
    return forwarded.isEmpty() || !isLoopback(peer)
        ? peer
        : forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
  }

  private static boolean isLoopback(String address) {
    try {
      return InetAddress.ofLiteral(address).isLoopbackAddress();
    } catch (IllegalArgumentException _) {
      return false; // a name, which no proxy of ours has
    }
  }
}
