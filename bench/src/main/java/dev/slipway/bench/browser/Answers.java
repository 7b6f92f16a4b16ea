package dev.slipway.bench.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// What comes from a tab: answers to commands, in their order, and events.
final class Answers implements WebSocket.Listener {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final LinkedBlockingQueue<JsonNode> whole = new LinkedBlockingQueue<>();
  private final StringBuilder part = new StringBuilder();
  private final PageEvents events;

  Answers(PageEvents events) {
    this.events = events;
  }

  /// Waits for the next answer.
  JsonNode next(Duration patience) throws InterruptedException {
    var answer = whole.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (answer == null) {
      throw new IllegalStateException("Chromium did not answer within " + patience);
    }
    return answer;
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

  private void take(String text) {
    try {
      var message = JSON.readTree(text);
      if (message.has("id")) {
        whole.add(message);
      } else {
        events.take(message);
      }
    } catch (IOException e) {
      throw new IllegalStateException("Chromium did not answer with JSON: " + text, e);
    }
  }
}
