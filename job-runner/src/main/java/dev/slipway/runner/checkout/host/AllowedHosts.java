package dev.slipway.runner.checkout.host;

import java.net.URI;
import java.net.URL;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// The hosts that may be asked for repositories, each as `host`, for port 443, or as `host:port`.
///
/// @param anywhere those whose addresses must be public ones
/// @param inside those that the configuration allows to be at a private address too
public record AllowedHosts(Set<String> anywhere, Set<String> inside) {

  private static final int HTTPS = 443;

  public AllowedHosts {
    anywhere = normal(anywhere);
    inside = normal(inside);
  }

  /// Returns `hosts`, whose addresses must be public.
  public static AllowedHosts of(String... hosts) {
    return new AllowedHosts(Set.of(hosts), Set.of());
  }

  /// Returns these and `hosts`, which may be at private addresses.
  public AllowedHosts withInside(String... hosts) {
    var all = new HashSet<>(inside);
    all.addAll(Set.of(hosts));
    return new AllowedHosts(anywhere, all);
  }

  boolean allows(URL url) {
    return anywhere.contains(name(url)) || allowsInside(url);
  }

  boolean allowsInside(URL url) {
    return inside.contains(name(url));
  }

  /// Returns how the host of `url` is written here.
  public static String name(URI url) {
    return name(url.getHost(), url.getPort());
  }

  static String name(URL url) {
    return name(url.getHost(), url.getPort());
  }

  private static String name(String host, int port) {
    var lower = host.toLowerCase(Locale.ROOT);
    return port < 0 || port == HTTPS ? lower : lower + ":" + port;
  }

  private static Set<String> normal(Set<String> hosts) {
    return hosts.stream()
        .map(host -> host.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }
}
