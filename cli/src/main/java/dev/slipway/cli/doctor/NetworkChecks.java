package dev.slipway.cli.doctor;

import dev.slipway.core.alias.Domain;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;

/// What there is to find out about names, ports and the programs behind them.
final class NetworkChecks {

  private static final Duration ANSWER = Duration.ofSeconds(3);

  private NetworkChecks() {}

  /// Looks whether a host below the control host, such as `label` makes one, leads to this machine.
  static Check wildcard(Domain domain, String label) throws SocketException {
    var what = "DNS wildcard";
    if (domain.host().equals("localhost")) {
      return new Check.Good(what, "browsers know *.localhost themselves");
    }
    var host = label + "." + domain.host();
    var record = "add a DNS record *.%s that leads here".formatted(domain.host());
    try {
      var addresses = InetAddress.getAllByName(host);
      var shown =
          host
              + " is "
              + String.join(
                  ", ", Arrays.stream(addresses).map(InetAddress::getHostAddress).toList());
      for (var address : addresses) {
        if (address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null) {
          return new Check.Good(what, shown);
        }
      }
      return new Check.Doubtful(
          what,
          shown + ", no address of this machine",
          "right behind a proxy or NAT; else " + record);
    } catch (UnknownHostException e) {
      return new Check.Bad(what, host + " is not known", record);
    }
  }

  /// Looks whether the program `name` serves at `address`.
  static Check health(String name, InetSocketAddress address) throws InterruptedException {
    var url =
        URI.create("http://" + address.getHostString() + ":" + address.getPort() + "/healthz");
    var start = "see journalctl of its unit, and that it is active";
    try (var http = HttpClient.newBuilder().connectTimeout(ANSWER).build()) {
      var request = HttpRequest.newBuilder(url).timeout(ANSWER).build();
      int status = http.send(request, BodyHandlers.discarding()).statusCode();
      return status == HttpURLConnection.HTTP_OK
          ? new Check.Good(name, url + " answers")
          : new Check.Bad(name, url + " answers " + status, start);
    } catch (IOException e) {
      return new Check.Bad(name, url + " does not answer", start);
    }
  }

  /// Looks whether the port that `slipway up` would take is free, or taken by a Slipway.
  static Check port(InetSocketAddress address) throws InterruptedException {
    var what = "port " + address.getPort();
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address);
      return new Check.Good(what, "free");
    } catch (IOException e) {
      return health(what, address) instanceof Check.Good good
          ? new Check.Good(what, "Slipway runs: " + good.detail())
          : new Check.Bad(what, "taken by another program", "name another with --port");
    }
  }
}
