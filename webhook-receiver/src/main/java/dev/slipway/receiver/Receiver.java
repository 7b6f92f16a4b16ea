package dev.slipway.receiver;

import dev.slipway.receiver.answer.Answer;
import dev.slipway.receiver.log.LogStream;
import dev.slipway.receiver.route.Endpoint;
import dev.slipway.receiver.route.Endpoints;
import dev.slipway.receiver.route.Refusals;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// The control host: hooks, API, live logs and dashboard.
///
/// Mounted last on a routing, since it answers every path that nothing before it did. Closed before
/// its server is stopped, so that live logs end at once and not at the end of the grace period.
public final class Receiver implements AutoCloseable {

  private static final long MAX_PAYLOAD = 32L * 1024 * 1024;
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private final List<Endpoint> endpoints;
  private final Refusals refusals;
  private final LogStream logStream;

  public Receiver(ReceiverParts parts) {
    this(parts, HEARTBEAT);
  }

  Receiver(ReceiverParts parts, Duration heartbeat) {
    var wiring = Wiring.of(parts, heartbeat);
    var dashboard = wiring.dashboard();
    logStream = wiring.logStream();
    refusals = new Refusals(dashboard.refusals());
    endpoints =
        Stream.of(
                wiring.hook().endpoints(),
                wiring.api().endpoints(),
                new Links(parts.deployments(), parts.domain()).endpoints(),
                List.of(Endpoint.get("/healthz", Receiver::healthy)),
                dashboard.endpoints())
            .flatMap(List::stream)
            .toList();
  }

  /// Sets the limits of the listener that a receiver is behind, for all that is refused before any
  /// routing: a chunk is held as a whole, so what is past the largest body must not even be begun.
  public static void limit(ListenerConfig.BuilderBase<?, ?> listener) {
    listener.maxPayloadSize(MAX_PAYLOAD).directHandlers(BareRefusals.handlers());
  }

  /// Mounts everything. Nothing that is mounted later is ever reached.
  public void routing(HttpRouting.Builder routing) {
    new Endpoints(endpoints, refusals).mount(routing);
    routing.error(Throwable.class, refusals::answer);
    routing.error(HttpException.class, refusals::answer);
  }

  /// Ends the live logs; what else is being answered goes on.
  @Override
  public void close() {
    logStream.close();
  }

  /// Returns the table of all that is answered.
  List<Endpoint> endpoints() {
    return endpoints;
  }

  private static void healthy(ServerRequest request, ServerResponse response) {
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    Answer.send(request, response, "text/plain", "ok\n".getBytes(StandardCharsets.US_ASCII));
  }
}
