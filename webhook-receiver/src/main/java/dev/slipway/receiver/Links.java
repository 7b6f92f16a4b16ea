package dev.slipway.receiver;

import dev.slipway.core.alias.Domain;
import dev.slipway.core.deployment.ShortId;
import dev.slipway.receiver.problem.Problem;
import dev.slipway.receiver.route.Endpoint;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.stream.Stream;

/// Paths on the control host that lead to a deployment's own host.
///
/// Whether there is such a deployment is told there. The redirect isn't permanent, for the domain
/// may change.
final class Links {

  private final Domain domain;

  Links(Domain domain) {
    this.domain = domain;
  }

  List<Endpoint> endpoints() {
    return Stream.of("/d", "/preview")
        .flatMap(prefix -> Stream.of("", "/", "/{+rest}").map(rest -> prefix + "/{shortId}" + rest))
        .map(path -> Endpoint.get(path, this::redirect))
        .toList();
  }

  private void redirect(ServerRequest request, ServerResponse response) {
    var parameters = request.path().pathParameters();
    var shortId =
        ShortId.parse(parameters.get("shortId"))
            .orElseThrow(() -> Problem.notFound("This is no short id.").at("shortId").exception());
    response
        .status(Status.FOUND_302)
        .header(HeaderNames.LOCATION, domain.link(shortId) + rest(request))
        .send();
  }

  /// Returns what follows the short id, as it was written.
  private static String rest(ServerRequest request) {
    var path = request.path().absolute().rawPathNoParams();
    int afterPrefix = path.indexOf('/', 1) + 1;
    int rest = path.indexOf('/', afterPrefix);
    var query = request.query().rawValue();
    return (rest < 0 ? "" : path.substring(rest + 1)) + (query.isEmpty() ? "" : "?" + query);
  }
}
