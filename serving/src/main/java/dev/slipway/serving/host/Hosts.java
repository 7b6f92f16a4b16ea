package dev.slipway.serving.host;

import dev.slipway.core.alias.Domain;
import dev.slipway.core.alias.HostLabel;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tells the hosts of sites from the control host and from what is none of ours.
public final class Hosts {

  /// Whose a host is.
  public sealed interface Host {

    /// The control host, by any of its names.
    record Control() implements Host {}

    /// The host of a site, with a label that may be anyone's.
    record Site(HostLabel label) implements Host {}

    /// A host below the domain whose label can be nobody's, such as `a.b.example.com`.
    record Nobodys() implements Host {}

    /// A host that is not under the domain.
    record Foreign() implements Host {}
  }

  private final Domain domain;
  private final Set<String> control;

  /// Knows the hosts of `domain`; those in `others` are names of its control host too, such as
  /// `127.0.0.1`.
  public Hosts(Domain domain, Set<String> others) {
    this.domain = domain;
    this.control =
        Stream.concat(Stream.of(domain.host(), "www." + domain.host()), others.stream())
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /// Returns whose `authority` is: a `Host` header in any case, with or without a port.
  public Host of(String authority) {
    var name = name(authority);
    if (control.contains(name)) {
      return new Host.Control();
    }
    if (!name.endsWith("." + domain.host())) {
      return new Host.Foreign();
    }
    var label = domain.label(authority);
    return label.isPresent() ? new Host.Site(label.get()) : new Host.Nobodys();
  }

  /// Returns the name in `authority`: in lower case, without its port and without a dot at its end.
  public static String name(String authority) {
    int colon = authority.lastIndexOf(':');
    boolean port = colon > authority.lastIndexOf(']');
    var name = port ? authority.substring(0, colon) : authority;
    var relative = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    return relative.toLowerCase(Locale.ROOT);
  }
}
