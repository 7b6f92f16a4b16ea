package dev.slipway.receiver.route;

import dev.slipway.receiver.problem.Problem;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// A table of endpoints, mounted with what Helidon leaves out: `HEAD` where there is `GET`,
/// `OPTIONS`, 405 with `Allow`, the end of a connection whose client asks for it, and one place
/// where everything thrown becomes an answer.
public final class Endpoints {

  private final Refusals refusals;
  private final Map<String, Map<Method, Handler>> paths = new LinkedHashMap<>();

  public Endpoints(List<Endpoint> endpoints, Refusals refusals) {
    this.refusals = refusals;
    for (var endpoint : endpoints) {
      paths
          .computeIfAbsent(endpoint.path(), _ -> new TreeMap<>(Comparator.comparing(Method::text)))
          .put(endpoint.method(), endpoint.handler());
    }
  }

  /// Mounts the table. Whatever is not in it is answered with 404, so this comes last.
  public void mount(HttpRouting.Builder routing) {
    paths.forEach((path, methods) -> routing.any(path, guarded(byMethod(methods))));
    routing.any(
        guarded((request, _) -> {
          throw Problem.notFound("There is nothing at " + request.path().rawPath() + ".")
              .exception();
        }));
  }

  private Handler guarded(Handler handler) {
    return (request, response) -> {
      try {
        handler.handle(request, response);
      } catch (Exception e) {
        refusals.answer(request, response, e);
      }
      if (request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
        throw new CloseConnectionException("the client asked for it");
      }
    };
  }

  private static Handler byMethod(Map<Method, Handler> methods) {
    var allow = allow(methods);
    return (request, response) -> {
      var method = request.prologue().method();
      var handler = methods.get(method.equals(Method.HEAD) ? Method.GET : method);
      if (handler != null) {
        handler.handle(request, response);
      } else if (method.equals(Method.OPTIONS)) {
        response.status(Status.NO_CONTENT_204).header(HeaderNames.ALLOW, allow).send();
      } else {
        notAllowed(request, response, allow);
      }
    };
  }

  private static void notAllowed(ServerRequest request, ServerResponse response, String allow) {
    response.header(HeaderNames.ALLOW, allow);
    throw new Problem(
            Status.METHOD_NOT_ALLOWED_405,
            "method-not-allowed",
            "Method not allowed",
            request.prologue().method().text() + " is not possible here; " + allow + " are.",
            Optional.empty())
        .exception();
  }

  private static String allow(Map<Method, Handler> methods) {
    var allowed = new TreeSet<>(List.of("OPTIONS"));
    methods.keySet().forEach(method -> allowed.add(method.text()));
    if (methods.containsKey(Method.GET)) {
      allowed.add("HEAD");
    }
    return String.join(", ", allowed);
  }
}
