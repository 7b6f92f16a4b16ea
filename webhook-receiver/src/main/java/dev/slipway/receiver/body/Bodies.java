package dev.slipway.receiver.body;

import dev.slipway.receiver.problem.Problem;
import dev.slipway.receiver.problem.ProblemException;
import io.helidon.http.HeaderValues;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The reader of request bodies.
///
/// Bytes are counted as they arrive, so no more than the limit is ever held, whatever the
/// `Content-Length` says; nothing is reserved for bytes that were only announced. What still comes
/// of a body that is too large is read and forgotten, up to a point: an answer to a sender that is
/// still writing gets lost with the connection.
///
/// A body is read on a thread of its own, so that one that stops coming can be refused while that
/// thread still waits for it: the time-out of a socket starts again with every byte, and a sender
/// of one byte a second would hold the connection for ever.
///
/// What is read here is not known yet to be from anybody we trust, so only a few bodies that need
/// real memory are read at a time.
public final class Bodies {

  private static final int SMALL = 256 * 1024;
  private static final int LARGE_AT_A_TIME = 4;
  private static final int BUFFER = 16 * 1024;
  private static final long FORGOTTEN_AT_MOST = 32L * 1024 * 1024;

  private final Semaphore large = new Semaphore(LARGE_AT_A_TIME);

  /// Returns the body of `request`; one that is past `limits`, or ends too early, is refused.
  public byte[] read(ServerRequest request, BodyLimits limits) {
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    if (asksFirst(request) && request.headers().contentLength().orElse(0) > limits.bytes()) {
      throw tooLarge(limits);
    }
    var task = new FutureTask<>(() -> counted(request.content().inputStream(), limits));
    Thread.ofVirtual().name("body").start(task);
    return within(limits, task);
  }

  private static boolean asksFirst(ServerRequest request) {
    return request.headers().containsToken(HeaderValues.EXPECT_100);
  }

  private byte[] counted(InputStream body, BodyLimits limits) throws IOException {
    var bytes = new ByteArrayOutputStream(BUFFER);
    var buffer = new byte[BUFFER];
    boolean permitted = false;
    try {
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        if (bytes.size() + read > limits.bytes()) {
          forget(body, buffer);
          throw tooLarge(limits);
        }
        if (!permitted && bytes.size() + read > SMALL) {
          permitted = permit(limits.deadline());
        }
        bytes.write(buffer, 0, read);
      }
      return bytes.toByteArray();
    } finally {
      if (permitted) {
        large.release();
      }
    }
  }

  private static void forget(InputStream body, byte[] buffer) throws IOException {
    long total = 0;
    int read = 0;
    while (read >= 0 && total < FORGOTTEN_AT_MOST) {
      read = body.read(buffer);
      total += read;
    }
  }

  private boolean permit(Duration deadline) {
    try {
      if (large.tryAcquire(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw problem(
        Status.SERVICE_UNAVAILABLE_503,
        "busy",
        "Busy",
        "Too many large requests at once. Send it again in a moment.");
  }

  /// Waits for `task` and gives up on it after `deadline`. Its thread ends when the connection is
  /// closed, as it is after each of these refusals.
  private static byte[] within(BodyLimits limits, FutureTask<byte[]> task) {
    try {
      return task.get(limits.deadline().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw problem(
          Status.REQUEST_TIMEOUT_408,
          "body-too-slow",
          "Body too slow",
          "The body did not arrive within " + limits.deadline().toSeconds() + " seconds.");
    } catch (ExecutionException e) {
      throw refusal(e.getCause(), limits);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw incomplete();
    }
  }

  /// Returns what to say of `cause`, which ended the reading: a refusal of ours, the listener's own
  /// limit, or whatever happens when a sender goes away or talks nonsense.
  private static ProblemException refusal(@Nullable Throwable cause, BodyLimits limits) {
    return switch (cause) {
      case ProblemException refused -> refused;
      case RequestException e when e.status().equals(Status.REQUEST_ENTITY_TOO_LARGE_413) ->
          tooLarge(limits);
      case null, default -> incomplete();
    };
  }

  private static ProblemException tooLarge(BodyLimits limits) {
    return problem(
        Status.REQUEST_ENTITY_TOO_LARGE_413,
        "body-too-large",
        "Body too large",
        "The body may have " + limits.bytes() + " bytes at most.");
  }

  private static ProblemException incomplete() {
    return problem(
        Status.BAD_REQUEST_400,
        "body-incomplete",
        "Body incomplete",
        "The connection broke off, or the chunks were malformed, before the body was complete.");
  }

  private static ProblemException problem(Status status, String type, String title, String detail) {
    return new Problem(status, type, title, detail, Optional.empty()).exception();
  }
}
