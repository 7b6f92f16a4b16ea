package dev.slipway.receiver;

import dev.slipway.receiver.problem.Problem;
import dev.slipway.receiver.problem.ProblemDocument;
import io.helidon.http.DirectHandler;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.DirectHandler.TransportRequest;
import io.helidon.http.DirectHandler.TransportResponse;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import java.util.Optional;

/// The refusals of what never gets as far as a routing: wrong framing, too large a payload, a
/// target that is none. Problem documents too, and without a word of what an exception said.
final class BareRefusals implements DirectHandler {

  private BareRefusals() {}

  static DirectHandlers handlers() {
    var handlers = DirectHandlers.builder();
    for (var event : EventType.values()) {
      handlers.addHandler(event, new BareRefusals());
    }
    return handlers.build();
  }

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType event,
      Status status,
      ServerResponseHeaders headers,
      String message) {
    var problem =
        new Problem(
            status,
            "http-" + status.code(),
            status.reasonPhrase(),
            "The request was refused before it was looked at.",
            Optional.empty());
    return TransportResponse.builder()
        .status(status)
        .headers(headers)
        .header(HeaderNames.CONTENT_TYPE, ProblemDocument.CONTENT_TYPE)
        .keepAlive(false)
        .entity(ProblemDocument.bytes(problem))
        .build();
  }
}
