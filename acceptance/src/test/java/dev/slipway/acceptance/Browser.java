package dev.slipway.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// One tab of a real Chromium without a window, driven over the DevTools protocol.
///
/// See <https://chromedevtools.github.io/devtools-protocol/>.
final class Browser implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final WebSocket socket;
  private final Answers answers;

  private Browser(Process process, WebSocket socket, Answers answers) {
    this.process = process;
    this.socket = socket;
    this.answers = answers;
  }

  /// Starts a browser whose profile lies below `folder`, and opens `page` in it.
  static Browser open(URI page, Path folder) throws IOException, InterruptedException {
    var profile = Files.createTempDirectory(folder, "profile");
    var process = start(profile);
    try {
      var portFile = profile.resolve("DevToolsActivePort");
      Awaitility.await("Chromium listens").atMost(PATIENCE).until(() -> isWritten(portFile));
      var port = Files.readAllLines(portFile).getFirst();
      var http = HttpClient.newHttpClient();
      var tab = newTab(http, "http://127.0.0.1:" + port + "/json/new?" + page);
      var answers = new Answers();
      var socket =
          http.newWebSocketBuilder()
              .buildAsync(URI.create(tab.path("webSocketDebuggerUrl").asText()), answers)
              .join();
      return new Browser(process, socket, answers);
    } catch (IOException | InterruptedException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /// Waits until the text of the page's document, as it is now, has all of `texts` in it.
  void awaitText(String... texts) {
    Awaitility.await("the page says " + List.of(texts))
        .atMost(PATIENCE)
        .until(this::text, text -> List.of(texts).stream().allMatch(text::contains));
  }

  /// Returns what a person can read on the page.
  String text() throws InterruptedException {
    return evaluate("document.body ? document.body.innerText : ''").asText();
  }

  /// Types `text` into the field that `selector` selects.
  void type(String selector, String text) throws InterruptedException {
    evaluate("document.querySelector('%s').value = '%s'".formatted(selector, text));
  }

  /// Presses the button that `selector` selects.
  void press(String selector) throws InterruptedException {
    evaluate("document.querySelector('%s').click()".formatted(selector));
  }

  /// Goes to `page` as somebody does who follows a link.
  void follow(String page) throws InterruptedException {
    evaluate("location.href = '" + page + "'");
  }

  /// Returns what `expression` comes to on the page, as it is now; of a promise, once it is kept.
  JsonNode evaluate(String expression) throws InterruptedException {
    var command = JSON.createObjectNode().put("id", 1).put("method", "Runtime.evaluate");
    command
        .putObject("params")
        .put("expression", expression)
        .put("returnByValue", true)
        .put("awaitPromise", true);
    socket.sendText(command.toString(), true).join();
    return answers.next().path("result").path("result").path("value");
  }

  @Override
  public void close() {
    socket.abort();
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isWritten(Path portFile) throws IOException {
    return Files.exists(portFile) && Files.readAllLines(portFile).size() > 1;
  }

  private static JsonNode newTab(HttpClient http, String address)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(address.replace("#", "%23")))
            .PUT(BodyPublishers.noBody())
            .timeout(PATIENCE)
            .build();
    return JSON.readTree(http.send(request, BodyHandlers.ofByteArray()).body());
  }

  private static Process start(Path profile) {
    try {
      return new ProcessBuilder(
              "chromium",
              "--headless",
              "--no-sandbox",
              "--disable-gpu",
              "--disable-quic",
              "--no-first-run",
              "--disable-background-networking",
              "--disable-component-update",
              "--disable-sync",
              "--disable-dev-shm-usage",
              "--remote-debugging-port=0",
              "--user-data-dir=" + profile)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new AssertionError(
          "This test needs the program chromium; run ./dev test, which installs it", e);
    }
  }

  /// The answers to commands, in their order; events are left out.
  private static final class Answers implements WebSocket.Listener {

    private final LinkedBlockingQueue<String> whole = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();

    JsonNode next() throws InterruptedException {
      var text = whole.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (text == null) {
        throw new AssertionError("Chromium did not answer within " + PATIENCE);
      }
      try {
        return JSON.readTree(text);
      } catch (IOException e) {
        throw new AssertionError("Chromium did not answer with JSON: " + text, e);
      }
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        if (part.indexOf("\"id\":") >= 0) {
          whole.add(part.toString());
        }
        part.setLength(0);
      }
      socket.request(1);
      return CompletableFuture.completedStage(null);
    }
  }
}
