package dev.slipway.receiver.problem;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.receiver.answer.Answer;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;

/// A [Problem] on its way out, as `application/problem+json` (RFC 9457).
public final class ProblemDocument {

  public static final String CONTENT_TYPE = "application/problem+json";

  private static final String TYPES = "https://slipway.dev/problems/";

  private ProblemDocument() {}

  /// Answers with `problem`.
  public static void send(ServerRequest request, ServerResponse response, Problem problem) {
    if (problem.status().equals(Status.UNAUTHORIZED_401)) {
      response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"slipway\"");
    }
    response.status(problem.status()).header(HeaderNames.CACHE_CONTROL, "no-store");
    Answer.send(request, response, CONTENT_TYPE, bytes(problem));
  }

  /// Returns the document.
  public static byte[] bytes(Problem problem) {
    var document = JsonNodeFactory.instance.objectNode();
    document.put("type", TYPES + problem.type());
    document.put("title", problem.title());
    document.put("status", problem.status().code());
    document.put("detail", problem.detail());
    problem.field().ifPresent(field -> document.put("field", field));
    return document.toString().getBytes(StandardCharsets.UTF_8);
  }
}
