package dev.slipway.process.settings;

import dev.slipway.core.alias.Domain;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads where a platform is, and where a process of it listens.
final class Addresses {

  static final String URLS =
      "the URL of a host, such as https://slipway.example.com, without a path";
  static final String ADDRESSES = "an address of this machine and a port, such as 127.0.0.1:8081";

  private static final Pattern HOST =
      Pattern.compile(
          "(?=.{1,200}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");
  private static final Pattern LISTEN =
      Pattern.compile("(\\[[0-9a-fA-F:]+]|[0-9a-zA-Z.-]+):([0-9]{1,5})");
  private static final int HTTP = 80;
  private static final int HTTPS = 443;
  private static final int LAST_PORT = 65_535;

  private Addresses() {}

  /// Returns the domain whose control host has the URL `text`; empty if that is none.
  static Optional<Domain> domain(String text) {
    try {
      var url = new URI(text);
      var scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
      var host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
      boolean secure = scheme.equals("https");
      int port = url.getPort() >= 0 ? url.getPort() : secure ? HTTPS : HTTP;
      return (secure || scheme.equals("http"))
              && url.getHost() != null
              && isBare(url)
              && HOST.matcher(host).matches()
              && isPort(port)
          ? Optional.of(new Domain(scheme, host, port))
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean isBare(URI url) {
    var path = url.getRawPath();
    return (path == null || path.isEmpty() || path.equals("/"))
        && url.getRawQuery() == null
        && url.getRawFragment() == null
        && url.getRawUserInfo() == null;
  }

  private static boolean isPort(int port) {
    return port > 0 && port <= LAST_PORT;
  }

  /// Returns the address that `text` names, a name being looked up; empty if it names none. The
  /// port 0 stands for any that is free.
  static Optional<InetSocketAddress> listen(String text) {
    var match = LISTEN.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    int port = Integer.parseInt(match.group(2));
    try {
      return port <= LAST_PORT
          ? Optional.of(new InetSocketAddress(InetAddress.getByName(match.group(1)), port))
          : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
