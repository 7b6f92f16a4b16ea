package dev.slipway.bench.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.bench.server.Wait;
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
import java.util.concurrent.TimeUnit;

/// One tab of a real Chromium without a window, driven over the DevTools protocol.
///
/// See <https://chromedevtools.github.io/devtools-protocol/>.
public final class Browser implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration QUIET = Duration.ofMillis(500);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NOWHERE = "about:blank";

  private final Process process;
  private final WebSocket socket;
  private final PageEvents events;
  private final Line line;

  private Browser(Process process, WebSocket socket, PageEvents events, Line line) {
    this.process = process;
    this.socket = socket;
    this.events = events;
    this.line = line;
  }

  /// Starts a browser whose profile lies below `folder`, and opens `page` in it.
  public static Browser open(URI page, Path folder) throws IOException, InterruptedException {
    var profile = Files.createTempDirectory(folder, "profile");
    var process = start(profile);
    try {
      var browser = connect(process, port(profile));
      browser.line.listen(PATIENCE);
      browser.line.ask("Page.navigate", Line.none().put("url", page.toString()), PATIENCE);
      return browser;
    } catch (IOException | InterruptedException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /// Waits until the text of the page's document, as it is now, has all of `texts` in it.
  public void awaitText(String... texts) throws InterruptedException {
    var all = List.of(texts);
    if (!Wait.until(PATIENCE, () -> all.stream().allMatch(text()::contains))) {
      throw new IllegalStateException(
          "the page does not say %s within %s, but: %s; complaints: %s"
              .formatted(all, PATIENCE, text(), complaints()));
    }
  }

  /// Waits until the page is loaded and nothing is on its way to it any more.
  public void awaitQuiet() throws InterruptedException {
    if (!Wait.until(PATIENCE, () -> isLoaded() && events.quietFor(QUIET.toNanos()))) {
      throw new IllegalStateException("the page still waits for " + events.pending());
    }
  }

  /// Returns the errors in the console and the requests that failed or were answered with an error,
  /// since the browser was opened.
  public List<String> complaints() {
    return events.complaints();
  }

  /// Returns what a person can read on the page.
  public String text() throws InterruptedException {
    return evaluate("document.body ? document.body.innerText : ''").asText();
  }

  /// Types `text` into the field that `selector` selects.
  public void type(String selector, String text) throws InterruptedException {
    evaluate("document.querySelector('%s').value = '%s'".formatted(selector, text));
  }

  /// Presses the button, or follows the link, that `selector` selects.
  public void press(String selector) throws InterruptedException {
    evaluate("document.querySelector('%s').click()".formatted(selector));
  }

  /// Goes to `page` as somebody does who follows a link.
  public void follow(String page) throws InterruptedException {
    evaluate("location.href = '" + page + "'");
  }

  /// Returns what `expression` comes to on the page, as it is now; of a promise, once it is kept.
  public JsonNode evaluate(String expression) throws InterruptedException {
    var params =
        Line.none()
            .put("expression", expression)
            .put("returnByValue", true)
            .put("awaitPromise", true);
    var answer = line.ask("Runtime.evaluate", params, PATIENCE);
    return answer.path("result").path("result").path("value");
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

  private boolean isLoaded() throws InterruptedException {
    return evaluate("location.href != '%s' && document.readyState".formatted(NOWHERE))
        .asText()
        .equals("complete");
  }

  private static Browser connect(Process process, String port)
      throws IOException, InterruptedException {
    var http = HttpClient.newHttpClient();
    var tab = newTab(http, "http://127.0.0.1:" + port + "/json/new?" + NOWHERE);
    var events = new PageEvents();
    var line = new Line(events);
    var socket =
        http.newWebSocketBuilder()
            .buildAsync(URI.create(tab.path("webSocketDebuggerUrl").asText()), line)
            .join();
    return new Browser(process, socket, events, line);
  }

  private static String port(Path profile) throws IOException, InterruptedException {
    var file = profile.resolve("DevToolsActivePort");
    if (!Wait.until(PATIENCE, () -> Files.exists(file) && file.toFile().length() > 0)) {
      throw new IllegalStateException("Chromium does not listen after " + PATIENCE);
    }
    return Files.readAllLines(file).getFirst();
  }

  private static JsonNode newTab(HttpClient http, String address)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(address))
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
      throw new IllegalStateException(
          "The program chromium is needed; setup/test-machine installs it", e);
    }
  }
}
