package dev.slipway.bench.serving;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// One who asks a server of the loopback interface for a file of a host, and looks at the answer.
final class Visitor implements AutoCloseable {

  /// Accepts nothing but plain bytes.
  static final String IDENTITY = "identity";

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  /// Asks for `path`, accepting `encoding`.
  HttpResponse<byte[]> get(int port, String host, String path, String encoding)
      throws IOException, InterruptedException {
    return send(request(port, host, path).header("Accept-Encoding", encoding));
  }

  /// Asks whether `path` still is what `tag` says.
  HttpResponse<byte[]> revalidate(int port, String host, String path, String tag)
      throws IOException, InterruptedException {
    return send(request(port, host, path).header("If-None-Match", tag));
  }

  private static HttpRequest.Builder request(int port, String host, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(PATIENCE)
        .header("Host", host);
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  @Override
  public void close() {
    client.close();
  }
}
