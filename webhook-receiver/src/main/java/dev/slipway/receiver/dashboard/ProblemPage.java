package dev.slipway.receiver.dashboard;

import dev.slipway.receiver.problem.Problem;
import dev.slipway.receiver.route.Refusals;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;

/// Refusals as pages, for browsers; programs get documents.
record ProblemPage(Pages pages) implements Refusals.Page {

  @Override
  public boolean wanted(ServerRequest request) {
    var path = request.path().rawPath();
    boolean program = path.startsWith("/api/") || path.startsWith("/hooks/");
    return !program
        && request
            .headers()
            .first(HeaderNames.ACCEPT)
            .filter(a -> a.contains("text/html"))
            .isPresent();
  }

  @Override
  public void send(ServerRequest request, ServerResponse response, Problem problem) {
    response.status(problem.status());
    pages.send(request, response, "problem.jte", Map.of("problem", problem));
  }
}
