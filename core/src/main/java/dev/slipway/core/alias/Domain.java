package dev.slipway.core.alias;

import dev.slipway.core.deployment.ShortId;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/// The domain of a platform: its control host, and below it a host for every label.
///
/// @param scheme `http` or `https`
/// @param host the control host, in lower case
/// @param port the port that people see in a URL
public record Domain(String scheme, String host, int port) {

  /// Returns the URL of the control host, without a slash at its end.
  public URI control() {
    return url(host);
  }

  /// Returns the link of a deployment.
  public URI link(ShortId shortId) {
    return of(new HostLabel(shortId.value()));
  }

  /// Returns the URL of the host `label`, with a slash at its end.
  public URI of(HostLabel label) {
    return URI.create(url(label.value() + "." + host) + "/");
  }

  /// Returns the label that `authority`, a `Host` header in any case with or without a port, has
  /// below this domain; empty for the control host and for any other domain.
  public Optional<HostLabel> label(String authority) {
    var name = hostOf(authority);
    var suffix = "." + host;
    return name.endsWith(suffix)
        ? HostLabel.parse(name.substring(0, name.length() - suffix.length()))
        : Optional.empty();
  }

  private static String hostOf(String authority) {
    int colon = authority.lastIndexOf(':');
    var name = colon < 0 ? authority : authority.substring(0, colon);
    var absolute = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    return absolute.toLowerCase(Locale.ROOT);
  }

  private URI url(String name) {
    boolean usual = port == ("https".equals(scheme) ? 443 : 80);
    return URI.create(scheme + "://" + name + (usual ? "" : ":" + port));
  }
}
