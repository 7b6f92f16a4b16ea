package dev.slipway.cli.client;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// A server on the loopback interface that gives the answers it was told to, and keeps what it was
/// asked.
public final class RecordingServer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Queue<Answer>> answers = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);

  /// One request.
  @SuppressWarnings("ArrayRecordComponent") // nobody compares requests
  public record Asked(String call, Headers headers, byte[] body) {
    public @Nullable String header(String name) {
      return headers.getFirst(name);
    }

    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  private record Answer(int status, String body, boolean ends) {}

  public RecordingServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /// Makes the next request of `call`, such as `GET /path`, be answered so.
  public RecordingServer on(String call, int status, String body) {
    return on(call, new Answer(status, body, true));
  }

  /// Makes the next request of `call` be answered with `body`, and then with nothing more, without
  /// an end.
  RecordingServer onThenSilent(String call, String body) {
    return on(call, new Answer(200, body, false));
  }

  private RecordingServer on(String call, Answer answer) {
    answers.computeIfAbsent(call, _ -> new ConcurrentLinkedQueue<>()).add(answer);
    return this;
  }

  public URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  public List<Asked> asked() {
    return asked;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      asked.add(
          new Asked(call, exchange.getRequestHeaders(), exchange.getRequestBody().readAllBytes()));
      var answer = answers.getOrDefault(call, new ConcurrentLinkedQueue<>()).poll();
      send(exchange, answer == null ? new Answer(404, "", true) : answer);
    }
  }

  private void send(HttpExchange exchange, Answer answer) throws IOException {
    var body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : 0);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
      exchange.getResponseBody().flush();
    }
    if (!answer.ends()) {
      try {
        closing.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.close();
  }
}
