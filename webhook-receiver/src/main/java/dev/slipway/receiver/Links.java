package dev.slipway.receiver;

import dev.slipway.core.alias.Domain;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.Deployments;
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
/// The redirect isn't permanent, for the domain may change, and nothing of a request decides about
/// its host: that is always a deployment's, below the domain of the platform.
final class Links {

  private final Deployments deployments;
  private final Domain domain;

  Links(Deployments deployments, Domain domain) {
    this.deployments = deployments;
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
            .flatMap(deployments::find)
            .map(Deployment::shortId)
            .orElseThrow(
                () -> Problem.notFound("There is no such deployment.").at("shortId").exception());
    response
        .status(Status.TEMPORARY_REDIRECT_307)
        .header(HeaderNames.LOCATION, domain.link(shortId) + rest(request))
        .send();
  }

  /// Returns what follows the short id, as it was written.
  private static String rest(ServerRequest request) {
    var path = path(request);
    int afterPrefix = path.indexOf('/', 1) + 1;
    int rest = path.indexOf('/', afterPrefix);
    var query = request.query().rawValue();
    return (rest < 0 ? "" : path.substring(rest + 1)) + (query.isEmpty() ? "" : "?" + query);
  }

  /// Returns the path as it was written, also where the whole URL was.
  private static String path(ServerRequest request) {
    var target = request.path().absolute().rawPathNoParams();
    return target.startsWith("/")
        ? target
        : target.substring(target.indexOf('/', target.indexOf("://") + "://".length()));
  }
}
