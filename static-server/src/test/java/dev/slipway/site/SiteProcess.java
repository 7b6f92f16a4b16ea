package dev.slipway.site;

import dev.slipway.store.testing.ChildJvm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/// A static server of the server profile in a process of its own, and a client that keeps its
/// connections to it.
final class SiteProcess implements AutoCloseable {

  private static final Pattern PORT = Pattern.compile("on 127\\.0\\.0\\.1:([0-9]+)$");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ChildJvm process;
  private final Thread reader;
  private final int port;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private SiteProcess(ChildJvm process) throws IOException {
    this.process = process;
    this.port = port(process.lineWith("is ready"));
    this.reader = Thread.ofVirtual().name("static-server-output").start(this::readOn);
  }

  /// Starts one with `environment`; it serves when this returns.
  static SiteProcess start(Map<String, String> environment) throws IOException {
    return new SiteProcess(ChildJvm.start(environment, SiteMain.class));
  }

  private static int port(String line) {
    var match = PORT.matcher(line);
    if (!match.find()) {
      throw new IllegalStateException("no port in: " + line);
    }
    return Integer.parseInt(match.group(1));
  }

  /// Returns the answer to `GET path` on the host `label`.
  HttpResponse<String> get(String label, String path) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(PATIENCE)
            .header("Host", label + ".localhost")
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  /// Reads what it says, so that it never waits for who would.
  private void readOn() {
    try {
      process.rest();
    } catch (IOException _) {
      Thread.currentThread().interrupt(); // it was killed
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    process.close();
    reader.interrupt();
  }
}
