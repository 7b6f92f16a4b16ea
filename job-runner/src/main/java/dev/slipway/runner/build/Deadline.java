package dev.slipway.runner.build;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.exception.DockerException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Calls of the engine that end in time: each is made by a virtual thread of its own, which is
/// interrupted at the deadline. That closes its socket.
final class Deadline {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Deadline() {}

  /// Makes a call that changes nothing, and gives it up when the calling thread is interrupted,
  /// which it then still is.
  static <T> T ask(Duration limit, String what, Supplier<T> call) {
    var task = new FutureTask<T>(call::get);
    Thread.ofVirtual().name("engine-question").start(task);
    try {
      return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw failure(what, e);
    } catch (TimeoutException e) {
      task.cancel(true);
      throw silence(what, limit, e);
    } catch (ExecutionException e) {
      throw failure(what, e.getCause() == null ? e : e.getCause());
    }
  }

  /// Makes a call to its end, even if the calling thread is interrupted meanwhile.
  static <T> T call(Duration limit, String what, Supplier<T> call) {
    var task = new FutureTask<T>(call::get);
    Thread.ofVirtual().name("engine-call").start(task);
    long deadline = System.nanoTime() + limit.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (TimeoutException e) {
      task.cancel(true);
      throw silence(what, limit, e);
    } catch (ExecutionException e) {
      throw failure(what, e.getCause() == null ? e : e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static EngineException silence(String what, Duration limit, TimeoutException cause) {
    return new EngineException(
        "Could not "
            + what
            + ": the container engine has not answered within "
            + words(limit)
            + ".",
        "See whether it works (docker ps) and what it logs (journalctl -u docker).",
        cause);
  }

  /// Returns the exception that says that `what` could not be done because of `cause`.
  static EngineException failure(String what, Throwable cause) {
    return new EngineException(
        "Could not " + what + ": " + text(cause) + ".",
        "See what the container engine logs (journalctl -u docker).",
        cause);
  }

  /// Returns what the engine says in `failure`, or what else it is.
  static String text(Throwable failure) {
    var root = failure;
    while (root.getCause() != null && !(root instanceof DockerException)) {
      root = root.getCause();
    }
    var message = String.valueOf(root.getMessage());
    if (!(root instanceof DockerException)) {
      return root.getClass().getSimpleName() + ": " + message;
    }
    int json = message.indexOf('{');
    return json < 0 ? message : messageIn(message.substring(json));
  }

  private static String messageIn(String json) {
    try {
      return JSON.readTree(json).path("message").asText(json);
    } catch (JsonProcessingException e) {
      return json;
    }
  }

  private static String words(Duration limit) {
    return limit.toMillis() < 10_000 ? limit.toMillis() + " ms" : limit.toSeconds() + " s";
  }
}
