package dev.slipway.runner.checkout;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.slipway.core.project.RepositoryUrl;
import dev.slipway.runner.checkout.host.AllowedHosts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// A Git host at `localhost`: `git http-backend` behind TLS, with a certificate of its own.
public final class GitHost implements AutoCloseable {

  private final HttpsServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private GitHost(HttpsServer server) {
    this.server = server;
  }

  /// Starts a host with nothing on it.
  public static GitHost start() throws IOException {
    var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(LocalhostTls.CONTEXT));
    var host = new GitHost(server);
    server.setExecutor(host.executor);
    server.start();
    return host;
  }

  /// Serves the repositories in `folder` under `/git/`.
  GitHost serve(Path folder, boolean protocol2) {
    return on("/git/", new Backend(folder, protocol2));
  }

  public GitHost on(String path, HttpHandler handler) {
    server.createContext(
        path,
        exchange -> {
          requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          try (exchange) {
            handler.handle(exchange);
          }
        });
    return this;
  }

  /// Serves the repositories in `folder` under `/git/` as far as their refs, and then sends of what
  /// is fetched a word now and then without end, from when `begun` is counted down.
  public GitHost serveWithoutEnd(Path folder, CountDownLatch begun) {
    var backend = new Backend(folder, false);
    return on(
        "/git/",
        exchange -> {
          if (exchange.getRequestMethod().equals("GET")) {
            backend.handle(exchange);
            return;
          }
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().add("Content-Type", "application/x-git-upload-pack-result");
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("0008NAK\n".getBytes(StandardCharsets.UTF_8));
          trickle(exchange, begun);
        });
  }

  private static void trickle(HttpExchange exchange, CountDownLatch begun) throws IOException {
    var pause = new CountDownLatch(1);
    try {
      do {
        exchange.getResponseBody().write("0006\u0002.".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        begun.countDown();
      } while (!pause.await(50, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Returns what fetches from this host.
  public Checkout checkout() {
    return new Checkout(
        CheckoutLimits.USUAL, AllowedHosts.of().withInside(name()), false, this::clientTls);
  }

  /// Returns the name by which it must be allowed.
  String name() {
    return "localhost:" + server.getAddress().getPort();
  }

  public RepositoryUrl url(String path) {
    return RepositoryUrl.parse("https://" + name() + path).orElseThrow();
  }

  SSLSocketFactory clientTls() {
    return LocalhostTls.CONTEXT.getSocketFactory();
  }

  /// Returns what was asked for so far.
  List<String> requests() {
    return requests;
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }

  /// The bridge from HTTP to the program, as in RFC 3875.
  private record Backend(Path folder, boolean protocol2) implements HttpHandler {

    @Override
    public void handle(HttpExchange exchange) throws IOException {
      var request = exchange.getRequestHeaders();
      var builder = new ProcessBuilder("git", "http-backend");
      var environment = builder.environment();
      environment.put("GIT_PROJECT_ROOT", folder.toString());
      environment.put("GIT_HTTP_EXPORT_ALL", "1");
      environment.put("PATH_INFO", exchange.getRequestURI().getPath().substring("/git".length()));
      environment.put("REQUEST_METHOD", exchange.getRequestMethod());
      environment.put("QUERY_STRING", textOf(exchange.getRequestURI().getQuery()));
      environment.put("CONTENT_TYPE", textOf(request.getFirst("Content-Type")));
      environment.put("GIT_CONFIG_COUNT", "1");
      environment.put("GIT_CONFIG_KEY_0", "safe.directory");
      environment.put("GIT_CONFIG_VALUE_0", "*");
      if (protocol2) {
        environment.put("GIT_PROTOCOL", textOf(request.getFirst("Git-Protocol")));
      }
      var process = builder.start();
      try (var in = process.getOutputStream()) {
        body(exchange).transferTo(in);
      }
      answer(exchange, process.getInputStream());
    }

    private static String textOf(@Nullable String value) {
      return value == null ? "" : value;
    }

    private static InputStream body(HttpExchange exchange) throws IOException {
      boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
      return zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
    }

    private static void answer(HttpExchange exchange, InputStream out) throws IOException {
      int status = 200;
      Headers headers = exchange.getResponseHeaders();
      for (String line = line(out); !line.isEmpty(); line = line(out)) {
        var name = line.substring(0, line.indexOf(':'));
        var value = line.substring(line.indexOf(':') + 1).strip();
        if (name.equals("Status")) {
          status = Integer.parseInt(value.substring(0, 3));
        } else {
          headers.add(name, value);
        }
      }
      exchange.sendResponseHeaders(status, 0);
      out.transferTo(exchange.getResponseBody());
    }

    private static String line(InputStream in) throws IOException {
      var line = new ByteArrayOutputStream();
      for (int read = in.read(); read >= 0 && read != '\n'; read = in.read()) {
        line.write(read);
      }
      return line.toString(StandardCharsets.UTF_8).strip();
    }
  }
}
