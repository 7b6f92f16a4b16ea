package dev.slipway.receiver;

import dev.slipway.core.alias.Domain;
import dev.slipway.receiver.problem.Problem;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Lets nothing pass but requests for the control host, by its name or one of the loopback
/// interface: a page of another host's must find no dashboard here. Who asks whether the receiver
/// is healthy need not know its name.
final class ControlHost implements Filter {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final String HEALTH = "/healthz";

  private final Domain domain;

  ControlHost(Domain domain) {
    this.domain = domain;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    if (!isControl(request.authority()) && !request.path().rawPath().equals(HEALTH)) {
      throw new Problem(
              Status.MISDIRECTED_REQUEST_421,
              "host-not-served",
              "Host not served",
              "The request is for a host that is not answered here. This is " + domain.control(),
              Optional.empty())
          .exception();
    }
    chain.proceed();
  }

  private boolean isControl(String authority) {
    int colon = authority.lastIndexOf(':');
    boolean port = colon > authority.lastIndexOf(']');
    var name = (port ? authority.substring(0, colon) : authority).toLowerCase(Locale.ROOT);
    var relative = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    return relative.equals(domain.host())
        || relative.equals("www." + domain.host())
        || LOOPBACK.contains(relative);
  }
}
