package dev.slipway.bench.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The line to a tab: commands go out, their answers come back in the same order, and events come
/// unasked. Whatever the page starts beside itself, such as a worker, is held until it tells its
/// events too: a worker's script is asked for by the page, but that it came is told by the worker.
final class Line implements WebSocket.Listener {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SESSION = "sessionId";

  private final LinkedBlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
  private final StringBuilder part = new StringBuilder();
  private final PageEvents events;
  private CompletableFuture<WebSocket> sent = new CompletableFuture<>();

  Line(PageEvents events) {
    this.events = events;
  }

  /// Sends a command to the page and waits for its answer.
  JsonNode ask(String method, ObjectNode params, Duration patience) throws InterruptedException {
    send(method, params, none());
    sent().copy().orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
    var answer = answers.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (answer == null) {
      throw new IllegalStateException("Chromium did not answer within " + patience);
    }
    return answer;
  }

  /// Asks the page for all that is looked at.
  void listen(Duration patience) throws InterruptedException {
    for (var domain : List.of("Runtime", "Log", "Network", "Page")) {
      ask(domain + ".enable", none(), patience);
    }
    ask("Target.setAutoAttach", attachment(), patience);
  }

  @Override
  public void onOpen(WebSocket socket) {
    sent.complete(socket);
    socket.request(1);
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      take(part.toString());
      part.setLength(0);
    }
    socket.request(1);
    return CompletableFuture.completedStage(null);
  }

  static ObjectNode none() {
    return JsonNodeFactory.instance.objectNode();
  }

  private void take(String text) {
    try {
      var message = JSON.readTree(text);
      if (!message.has("id")) {
        events.take(message);
        welcome(message);
      } else if (!message.has(SESSION)) { // nobody waits for what the others answer
        answers.add(message);
      }
    } catch (IOException e) {
      throw new IllegalStateException("Chromium did not answer with JSON: " + text, e);
    }
  }

  /// Asks what was just started for its events, before it begins.
  private void welcome(JsonNode event) {
    if (event.path("method").asText().equals("Target.attachedToTarget")) {
      var session = none().put(SESSION, event.path("params").path(SESSION).asText());
      send("Runtime.enable", none(), session);
      send("Network.enable", none(), session);
      send("Target.setAutoAttach", attachment(), session);
      send("Runtime.runIfWaitingForDebugger", none(), session);
    }
  }

  private static ObjectNode attachment() {
    return none().put("autoAttach", true).put("waitForDebuggerOnStart", true).put("flatten", true);
  }

  private synchronized void send(String method, ObjectNode params, ObjectNode session) {
    var command = session.put("id", 1).put("method", method).set("params", params).toString();
    sent = sent.thenCompose(socket -> socket.sendText(command, true));
  }

  private synchronized CompletableFuture<WebSocket> sent() {
    return sent;
  }
}
