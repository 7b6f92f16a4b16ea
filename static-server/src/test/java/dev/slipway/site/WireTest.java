package dev.slipway.site;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bytes on a connection of the fast transport.
final class WireTest {

  private static final String SITE = "Host: shop.localhost\r\n";

  @TempDir private Path folder;
  private RunningSites sites;

  @BeforeEach
  void start() {
    sites = new RunningSites(folder);
    sites.publish(new SampleSite().page("index.html", "home").file("a.txt", "file a"));
  }

  @AfterEach
  void stop() {
    sites.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\nHost: shop.localhost\n\n",
        "GET / HTTP/1.1\r\nHost: shop.localhost\n\r\n",
        "GET /\r\nHost: shop.localhost\r\n\r\n",
        "GET  / HTTP/1.1\r\nHost: shop.localhost\r\n\r\n",
        "GET / HTTP/1.1 \r\nHost: shop.localhost\r\n\r\n",
        "GET /a b HTTP/1.1\r\nHost: shop.localhost\r\n\r\n",
        "GET\t/ HTTP/1.1\r\nHost: shop.localhost\r\n\r\n",
        "GET / http/1.1\r\nHost: shop.localhost\r\n\r\n",
        "GET / HTTP/1.x\r\nHost: shop.localhost\r\n\r\n",
        "GET / HTTP/1.12\r\nHost: shop.localhost\r\n\r\n",
        "GET /\0 HTTP/1.1\r\nHost: shop.localhost\r\n\r\n",
        "GET /\r HTTP/1.1\r\nHost: shop.localhost\r\n\r\n",
        "G(T / HTTP/1.1\r\nHost: shop.localhost\r\n\r\n",
        " GET / HTTP/1.1\r\nHost: shop.localhost\r\n\r\n",
        "\r\n\r\nGET / HTTP/1.1\r\nHost: shop.localhost\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost:\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: shop.localhost, other.localhost\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: user@shop.localhost\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: shop.localhost/x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: shop.localhost\r\nHost: shop.localhost\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: shop.localhost\r\nHost: localhost\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : shop.localhost\r\n\r\n",
        "GET / HTTP/1.1\r\n Host: shop.localhost\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: shop.localhost\r\nX: a\r\n b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: shop.localhost\r\nX: a\r\n\tb\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: shop.localhost\r\nX: a\rb\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: shop.localhost\r\nX: a\0b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: shop.localhost\r\nX: \u0001\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: shop.localhost\r\nX: \u007f\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: shop.localhost\r\nX(: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: shop.localhost\r\nno colon\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: shop.localhost\r\n: empty\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: shop.localhost\r\nContent-Length: 1, 1\r\n\r\na",
        "GET / HTTP/1.1\r\nHost: shop.localhost\r\nContent-Length: +1\r\n\r\na",
        "GET / HTTP/1.1\r\nHost: shop.localhost\r\nContent-Length: -1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: shop.localhost\r\nContent-Length:\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: shop.localhost\r\nContent-Length: 0\r\nContent-Length: 5\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na",
        """
        POST / HTTP/1.1\r
        Host: localhost\r
        Content-Length: 3\r
        Transfer-Encoding: chunked\r
        \r
        0\r
        \r
        """,
        """
        POST / HTTP/1.1\r
        Host: localhost\r
        Transfer-Encoding: chunked\r
        Transfer-Encoding: chunked\r
        \r
        0\r
        \r
        """,
        "GET / HTTP/1.0\r\nHost: shop.localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\r\n",
        "hello\r\n"
      })
  void refusesWhatTwoReadersCouldTakeDifferently(String request) throws IOException {
    var smuggled = "GET /a.txt HTTP/1.1\r\n" + SITE + "Connection: close\r\n\r\n";

    var answers = sites.raw(request + smuggled);

    assertThat(answers)
        .startsWith("HTTP/1.1 400 ")
        .containsOnlyOnce("HTTP/1.1 ")
        .contains("\r\nConnection: close\r\n")
        .doesNotContain("file a", "home");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/2.0", "HTTP/0.9", "HTTP/1.2", "HTTP/3.1"})
  void saysWhichVersionItSpeaks(String version) throws IOException {
    var answer = sites.raw("GET / " + version + "\r\n" + SITE + "\r\n");

    assertThat(answer).startsWith("HTTP/1.1 505 ").contains("\r\nConnection: close\r\n");
  }

  @Test
  void bearsNoEndlessHead() throws IOException {
    var line = sites.raw("GET /" + "a".repeat(8 * 1024) + " HTTP/1.1\r\n" + SITE + "\r\n");
    var endless = sites.raw("GET /" + "a".repeat(9 * 1024));
    var field = sites.raw("GET / HTTP/1.1\r\n" + SITE + "X: " + "a".repeat(33 * 1024));
    var fields = sites.raw("GET / HTTP/1.1\r\n" + SITE + "X: a\r\n".repeat(300) + "\r\n");

    assertThat(line).startsWith("HTTP/1.1 414 ");
    assertThat(endless).startsWith("HTTP/1.1 414 ");
    assertThat(field).startsWith("HTTP/1.1 431 ");
    assertThat(fields).startsWith("HTTP/1.1 431 ");
  }

  @Test
  void takesALargeHeadThatIsWithinBounds() throws IOException {
    var answer =
        sites.raw(
            "GET / HTTP/1.1\r\n"
                + SITE
                + "X: "
                + "a".repeat(30 * 1024)
                + "\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\nhome");
  }

  @Test
  void answersARequestThatComesByteByByte() throws IOException {
    try (var socket = sites.connect()) {
      for (byte octet :
          ("GET / HTTP/1.1\r\n" + SITE + "Connection: close\r\n\r\n").getBytes(ISO_8859_1)) {
        socket.getOutputStream().write(octet);
        socket.getOutputStream().flush();
      }

      assertThat(rest(socket)).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\nhome");
    }
  }

  @Test
  void answersInTurnWhatComesAtOnce() throws IOException {
    var requests = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      requests
          .append(i % 2 == 0 ? "GET / HTTP/1.1\r\n" : "GET /a.txt HTTP/1.1\r\n")
          .append(SITE)
          .append("\r\n");
    }
    requests.append("HEAD / HTTP/1.1\r\n").append(SITE).append("Connection: close\r\n\r\n");

    var answers = sites.raw(requests.toString()).split("(?=HTTP/1\\.1 )", -1);

    assertThat(answers).hasSize(101);
    for (int i = 0; i < 100; i++) {
      assertThat(answers[i]).endsWith(i % 2 == 0 ? "\r\n\r\nhome" : "\r\n\r\nfile a");
    }
    assertThat(answers[100]).contains("\r\nContent-Length: 4\r\n").endsWith("\r\n\r\n");
  }

  @Test
  void bearsAnEmptyLineBetweenRequests() throws IOException {
    var answers =
        sites.raw(
            "GET / HTTP/1.1\r\n"
                + SITE
                + "\r\n\r\nGET /a.txt HTTP/1.1\r\n"
                + SITE
                + "Connection: close\r\n\r\n");

    assertThat(answers).contains("\r\n\r\nhomeHTTP/1.1 200 ").endsWith("file a");
  }

  @Test
  void endsAConnectionOfHttp10() throws IOException {
    var answer = sites.raw("GET /a.txt HTTP/1.0\r\n" + SITE + "\r\n");
    var control = sites.raw("GET / HTTP/1.0\r\nHost: localhost\r\n\r\n");

    assertThat(answer)
        .startsWith("HTTP/1.1 200 ")
        .contains("\r\nConnection: close\r\n")
        .endsWith("\r\n\r\nfile a");
    assertThat(control).startsWith("HTTP/1.1 505 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "Close", "keep-alive, close", " close ,x"})
  void endsAConnectionThatIsToEnd(String connection) throws IOException {
    var request = "GET / HTTP/1.1\r\n" + SITE + "Connection: " + connection + "\r\n\r\n";

    var answers = sites.raw(request + request);

    assertThat(answers).containsOnlyOnce("HTTP/1.1 ").contains("\r\nConnection: close\r\n");
  }

  @Test
  void handsAConnectionOnWithAllThatWasRead() throws IOException {
    var body = "b".repeat(20_000);
    var site = "GET /a.txt HTTP/1.1\r\n" + SITE + "\r\n";

    var answers =
        sites.raw(
            site
                + site
                + "POST /x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20000\r\n\r\n"
                + body
                + site
                + "POST /x HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "5\r\nhello\r\n0\r\n\r\n"
                + "GET / HTTP/1.1\r\n"
                + SITE
                + "Connection: close\r\n\r\n");

    assertThat(answers.split("HTTP/1\\.1 200 ", -1)).hasSize(7);
    assertThat(answers.split("file a", -1)).hasSize(4);
    assertThat(answers).containsOnlyOnce(body).containsOnlyOnce("hello").endsWith("home");
  }

  @Test
  void handsOnWhatComesInPieces() throws IOException {
    try (var socket = sites.connect()) {
      for (var piece :
          new String[] {
            "GET / HTTP/1.1\r\n" + SITE + "\r\nPO",
            "ST /x HTTP/1.1\r\nHost: local",
            "host\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhe",
            "llo"
          }) {
        socket.getOutputStream().write(piece.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
      }

      assertThat(rest(socket)).contains("\r\n\r\nhomeHTTP/1.1 200 ").endsWith("hello");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST / HTTP/1.1\r\nContent-Length: 3\r\n",
        "PUT / HTTP/1.1\r\nContent-Length: 3\r\n",
        "GET / HTTP/1.1\r\nContent-Length: 3\r\n",
        "DELETE / HTTP/1.1\r\nContent-Length: 3\r\n"
      })
  void readsNoBodyAsARequest(String request) throws IOException {
    var answers =
        sites.raw(
            request + SITE + "\r\nabcGET /a.txt HTTP/1.1\r\n" + SITE + "Connection: close\r\n\r\n");

    assertThat(answers.split("HTTP/1\\.1 ", -1)).hasSize(3);
    assertThat(answers).endsWith("file a");
  }

  @Test
  void servesAfterAClientWentAwayInTheMiddle() throws IOException, InterruptedException {
    for (int i = 0; i < 20; i++) {
      try (var socket = sites.connect()) {
        socket.setSoLinger(true, 0);
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: sh".getBytes(ISO_8859_1));
      }
    }

    assertThat(sites.get("/").body()).isEqualTo("home");
  }

  private static String rest(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
  }
}
