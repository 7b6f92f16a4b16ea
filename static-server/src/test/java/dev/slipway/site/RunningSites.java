package dev.slipway.site;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.slipway.core.alias.Domain;
import dev.slipway.core.alias.RouteChanges;
import dev.slipway.core.alias.RouteLedger;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.site.host.RouteWatch;
import dev.slipway.site.report.Reports;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/// A real server on a free port, with the hosts of sites before a control host that answers every
/// `GET` with `control`.
public final class RunningSites implements AutoCloseable {

  /// What carries requests to the sites.
  enum Transport {
    WIRE,
    HELIDON
  }

  /// The host that [#get] asks.
  public static final String HOST = "shop.localhost";

  static final Domain DOMAIN = new Domain("http", "localhost", 8080);
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

  /// Keeps answers about routes for no time at all, so that each request sees what a test sets.
  static final SiteSettings SETTINGS =
      new SiteSettings(
          1 << 20, 1 << 20, Duration.ZERO, Duration.ofSeconds(5), Set.of("127.0.0.1", "[::1]"));

  /// Keeps answers about routes until it is told that they changed, as where they are watched.
  static final SiteSettings LASTING =
      new SiteSettings(
          1 << 20,
          1 << 20,
          Duration.ofHours(1),
          Duration.ofSeconds(5),
          Set.of("127.0.0.1", "[::1]"));

  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final RouteWatch UNWATCHED =
      new RouteWatch(
          new RouteLedger() {
            @Override
            public long newest() {
              throw new IllegalStateException("there is no ledger");
            }

            @Override
            public List<Entry> after(long number) {
              throw new IllegalStateException("there is no ledger");
            }
          },
          Duration.ofHours(1));

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final RecordingRoutes routes = new RecordingRoutes();
  private final FolderOfArtifacts store;
  private final Path folder;
  private final SiteServer sites;
  private final WebServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  public RunningSites(Path folder) {
    this(folder, SETTINGS);
  }

  RunningSites(Path folder, Transport transport) {
    this(folder, SETTINGS, transport);
  }

  public RunningSites(Path folder, SiteSettings settings) {
    this(folder, settings, Transport.WIRE);
  }

  private RunningSites(Path folder, SiteSettings settings, Transport transport) {
    this.folder = folder;
    this.store = new FolderOfArtifacts(folder);
    this.sites = new SiteServer(DOMAIN, routes, UNWATCHED, store, CLOCK, settings, Reports.NONE);
    var config = WebServer.builder().host("127.0.0.1").port(0).shutdownGracePeriod(GRACE);
    switch (transport) {
      case WIRE -> SiteListener.apply(config, sites);
      case HELIDON -> SiteListener.apply(config);
    }
    config.routing(routing ->
        routing
            .addFilter(sites)
            .post(
                "/{+path}",
                (request, response) -> response.send(request.content().as(byte[].class)))
            .any("/{+path}", (_, response) -> response.send("control")));
    this.server = config.build().start();
  }

  /// Makes [#HOST] the production host of `site`.
  ArtifactDigest publish(SampleSite site) {
    var digest = site.pack(folder);
    routes.set("shop", RecordingRoutes.production(digest));
    return digest;
  }

  RecordingRoutes routes() {
    return routes;
  }

  RouteChanges.Listener listener() {
    return sites.listener();
  }

  FolderOfArtifacts store() {
    return store;
  }

  int port() {
    return server.port();
  }

  /// Returns the answer to `GET path` with `headers`, names and values in turn.
  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return send("GET", HOST, path, headers);
  }

  HttpResponse<String> send(String method, String host, String path, String... headers)
      throws IOException, InterruptedException {
    return client.send(request(method, host, path, headers), BodyHandlers.ofString());
  }

  /// Returns the answer to a form that is posted.
  HttpResponse<String> post(String host, String path, String form, String... headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(request("GET", host, path, headers), (_, _) -> true)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    return client.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<byte[]> bytes(String host, String path, String... headers)
      throws IOException, InterruptedException {
    return client.send(request("GET", host, path, headers), BodyHandlers.ofByteArray());
  }

  /// Returns all that comes back for `request` on a connection of its own.
  String raw(String request) throws IOException {
    try (var socket = connect()) {
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  /// Opens a connection on which a test says what it wants.
  Socket connect() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    return socket;
  }

  SiteServer server() {
    return sites;
  }

  /// Stops listening, as a process does that is told to end.
  void stopListening() {
    server.stop();
  }

  /// Returns all that comes back for `GET target`, sent as it is.
  String rawGet(String target) throws IOException {
    return raw("GET " + target + " HTTP/1.1\r\nHost: " + HOST + "\r\nConnection: close\r\n\r\n");
  }

  @Override
  public void close() {
    client.shutdownNow();
    server.stop();
    sites.close();
  }

  private HttpRequest request(String method, String host, String path, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .timeout(PATIENCE)
            .method(method, BodyPublishers.noBody())
            .header("Host", host);
    return (headers.length == 0 ? request : request.headers(headers)).build();
  }
}
