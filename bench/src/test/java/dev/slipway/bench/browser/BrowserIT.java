package dev.slipway.bench.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowserIT {

  private static final String PAGE =
      """
      <!doctype html><link rel="icon" href="data:,"><p id="said">nothing yet</p>
      <script>
        const worker = new Worker('/worker.js')
        worker.onmessage = event => { document.getElementById('said').innerText = event.data }
      </script>
      """;

  @TempDir private Path folder;
  private final Map<String, String> files = new ConcurrentHashMap<>(Map.of("/", PAGE));
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void knowsWhenWhatAWorkerAsksForHasCome() throws IOException, InterruptedException {
    files.put("/part.js", "postMessage('The worker works')");
    files.put("/worker.js", "importScripts('/part.js'); fetch('/')");

    try (var browser = Browser.open(page(), folder)) {
      browser.awaitText("The worker works");
      browser.awaitQuiet();

      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void complainsOfWhatAWorkerMisses() throws IOException, InterruptedException {
    files.put(
        "/worker.js",
        "fetch('/lost.json').then(() => { postMessage('The worker works'); throw new Error('Oh') })");

    try (var browser = Browser.open(page(), folder)) {
      browser.awaitText("The worker works");
      browser.awaitQuiet();

      assertThat(browser.complaints())
          .anyMatch(complaint -> complaint.matches("answer 404: http://.*/lost\\.json"))
          .anyMatch(complaint -> complaint.startsWith("exception: Error: Oh"));
    }
  }

  private URI page() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath();
      var body = files.getOrDefault(path, "").getBytes(UTF_8);
      exchange
          .getResponseHeaders()
          .add("Content-Type", path.endsWith(".js") ? "text/javascript" : "text/html");
      exchange.sendResponseHeaders(files.containsKey(path) ? 200 : 404, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
