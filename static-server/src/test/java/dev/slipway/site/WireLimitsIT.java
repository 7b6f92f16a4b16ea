package dev.slipway.site;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.slipway.site.wire.WireSettings;
import dev.slipway.store.testing.RecordedLog;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long the fast transport waits, and for how many.
final class WireLimitsIT {

  private static final String REQUEST = "GET / HTTP/1.1\r\nHost: shop.localhost\r\n\r\n";
  private static final String LARGE = "GET /large.bin HTTP/1.1\r\nHost: shop.localhost\r\n\r\n";
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(300);

  /// More than the buffers of both ends hold.
  private static final int LARGE_BYTES = 32 << 20;

  @TempDir private Path folder;
  private final List<RunningSites> started = new ArrayList<>();
  private RecordedLog log;

  @BeforeEach
  void record() {
    log = new RecordedLog("dev.slipway.site");
  }

  @AfterEach
  void stop() {
    started.forEach(RunningSites::close);
    log.close();
  }

  @Test
  void endsAConnectionThatSaysNothing() throws IOException {
    var sites = start(new WireSettings.Patience(SHORT, LONG, LONG, LONG, 1, LONG));

    try (var fresh = sites.connect();
        var used = sites.connect()) {
      send(used, REQUEST);

      assertThat(rest(fresh)).isEmpty();
      assertThat(rest(used)).startsWith("HTTP/1.1 200 ").endsWith("home");
    }
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void endsAConnectionWhoseRequestNeverEnds() throws IOException {
    var sites = start(new WireSettings.Patience(LONG, SHORT, LONG, LONG, 1, LONG));

    try (var socket = sites.connect()) {
      send(socket, "GET / HTTP/1.1\r\nHo");

      assertThat(rest(socket)).isEmpty();
    }
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void gainsNobodyTimeToSendARequestInPieces() throws IOException {
    var sites = start(new WireSettings.Patience(LONG, SHORT, LONG, LONG, 1, LONG));

    try (var socket = sites.connect()) {
      await()
          .pollInterval(Duration.ofMillis(50))
          .untilAsserted(
              () -> assertThat(isRefused(socket, "X")).as("the connection is ended").isTrue());
    }
  }

  @Test
  void endsAConnectionThatTakesNothing() throws IOException {
    var sites = start(new WireSettings.Patience(LONG, LONG, SHORT, LONG, 1, LONG));

    try (var socket = sites.connect()) {
      send(socket, LARGE);
      await().untilAsserted(() -> assertThat(sites.server().inFlight()).isEqualTo(1));

      await().untilAsserted(() -> assertThat(sites.server().inFlight()).isZero());
    }
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void endsAConnectionThatTakesTooLittle() throws IOException {
    var sites = start(new WireSettings.Patience(LONG, LONG, LONG, SHORT, 1 << 30, LONG));

    try (var socket = sites.connect()) {
      send(socket, LARGE);
      await().untilAsserted(() -> assertThat(sites.server().inFlight()).isEqualTo(1));

      await()
          .pollInterval(Duration.ofMillis(20))
          .untilAsserted(() -> {
            socket.getInputStream().skipNBytes(1 << 16);
            assertThat(sites.server().inFlight()).isZero();
          });
    }
  }

  @Test
  void refusesRequestsThatAreTooMany() throws IOException {
    var sites = start(settings(100, 100, 2, WireSettings.Patience.USUAL));

    try (var one = sites.connect();
        var two = sites.connect();
        var three = sites.connect()) {
      send(one, LARGE);
      send(two, LARGE);
      await().untilAsserted(() -> assertThat(sites.server().inFlight()).isEqualTo(2));
      send(three, REQUEST);
      send(three, REQUEST);
      send(three, "POST / HTTP/1.1\r\nHost: shop.localhost\r\nContent-Length: 0\r\n\r\n");
      send(three, "HEAD / HTTP/1.1\r\nHost: shop.localhost\r\nConnection: close\r\n\r\n");

      var answers = rest(three);

      assertThat(answers.split("HTTP/1\\.1 503 ", -1)).hasSize(5);
      assertThat(answers).contains("\r\nRetry-After: ").endsWith("\r\n\r\n");
    }
    await().untilAsserted(() -> assertThat(sites.server().inFlight()).isZero());
    assertThat(sites.raw(REQUEST.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")))
        .startsWith("HTTP/1.1 200 ");
    await().untilAsserted(() -> assertThat(log.lines()).hasSize(2));
    assertThat(log.lines().getFirst().toString()).contains("2 requests", "static.requests");
    assertThat(log.lines().getLast().toString()).contains("again");
  }

  @Test
  void refusesConnectionsOfOneAddressThatAreTooMany() throws IOException {
    var sites = start(settings(100, 3, 100, WireSettings.Patience.USUAL));
    List<Socket> open = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      open.add(sites.connect());
      send(open.get(i), REQUEST);
      assertThat(new String(open.get(i).getInputStream().readNBytes(12), ISO_8859_1))
          .isEqualTo("HTTP/1.1 200");
    }

    var refused = sites.raw(REQUEST);

    assertThat(refused).startsWith("HTTP/1.1 503 ").contains("\r\nConnection: close\r\n");
    for (var socket : open) {
      socket.close();
    }
    await()
        .untilAsserted(() ->
            assertThat(sites.raw(REQUEST.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")))
                .startsWith("HTTP/1.1 200 "));
    assertThat(log.lines().getFirst().toString())
        .contains("127.0.0.1 has 3 connections", "static.connections_per_address");
  }

  @Test
  void finishesAnswersBeforeItStops() throws IOException, InterruptedException {
    var sites = start(settings(100, 100, 100, WireSettings.Patience.USUAL));
    try (var idle = sites.connect();
        var half = sites.connect();
        var busy = sites.connect()) {
      send(idle, REQUEST);
      send(half, "GET / HT");
      send(busy, LARGE + REQUEST);
      await().untilAsserted(() -> assertThat(sites.server().inFlight()).isEqualTo(1));

      var stopping = Thread.ofVirtual().start(sites::stopListening);

      assertThat(rest(idle)).endsWith("home");
      assertThat(rest(half)).isEmpty();
      var answer = busy.getInputStream().readAllBytes();
      assertThat(answer.length).isGreaterThan(LARGE_BYTES).isLessThan(LARGE_BYTES + 1024);
      assertThat(stopping.join(Duration.ofSeconds(5))).isTrue();
    }
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void keepsNothingOfConnectionsThatEnded() throws IOException {
    var sites = start(settings(100, 100, 100, WireSettings.Patience.USUAL));
    for (int i = 0; i < 50; i++) {
      try (var socket = sites.connect()) {
        socket.setSoLinger(true, 0);
        send(socket, i % 2 == 0 ? REQUEST : "GET");
      }
    }

    assertThatCode(
            () -> await().untilAsserted(() -> assertThat(sites.server().wire().watched()).isZero()))
        .doesNotThrowAnyException();
  }

  private RunningSites start(WireSettings.Patience patience) {
    return start(settings(100, 100, 100, patience));
  }

  private RunningSites start(WireSettings wire) {
    var sites = new RunningSites(folder, RunningSites.SETTINGS.with(wire));
    started.add(sites);
    sites.publish(
        new SampleSite().page("index.html", "home").file("large.bin", new byte[LARGE_BYTES]));
    return sites;
  }

  private static WireSettings settings(
      int connections, int perAddress, int requests, WireSettings.Patience patience) {
    return new WireSettings(connections, perAddress, requests, 1 << 20, 1 << 20, patience);
  }

  private static boolean isRefused(Socket socket, String more) throws IOException {
    try {
      send(socket, more);
      return false;
    } catch (SocketException _) {
      return true;
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static String rest(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
  }
}
