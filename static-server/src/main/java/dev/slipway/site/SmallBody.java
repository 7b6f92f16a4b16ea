package dev.slipway.site;

import io.helidon.webserver.http.ServerRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A request's body that is small and comes soon. It is read on a thread of its own, since the
/// time-out of a socket starts again with every byte; that thread ends with the connection.
final class SmallBody {

  private static final Duration DEADLINE = Duration.ofSeconds(5);

  private SmallBody() {}

  /// Returns the body of `request`; empty if there is none, or if it has more than `most` bytes, or
  /// is not whole in time.
  static Optional<byte[]> read(ServerRequest request, int most) {
    if (!request.content().hasEntity() || request.headers().contentLength().orElse(0) > most) {
      return Optional.empty();
    }
    var task = new FutureTask<>(() -> request.content().inputStream().readNBytes(most + 1));
    Thread.ofVirtual().name("form").start(task);
    try {
      var bytes = task.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
      return bytes.length <= most ? Optional.of(bytes) : Optional.empty();
    } catch (TimeoutException | ExecutionException _) {
      return Optional.empty(); // too slow, or broken off
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
