package dev.slipway.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRequestsTest {

  private static final Logger ROOT = Logger.getLogger("");

  private final TestServer server = new TestServer();

  @AfterAll
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: -1\r\n\r\n",
        "Content-Length: x\r\n\r\n",
        "Content-Length: 99999999999999999999\r\n\r\n",
        "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n-5\r\nabc\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        "Transfer-Encoding: gzip\r\n\r\nabc"
      })
  void refusesWrongFraming(String framing) throws IOException {
    var answer = raw("POST /hooks/github/shop HTTP/1.1\r\nHost: localhost\r\n" + framing);

    assertThat(answer).containsPattern("^HTTP/1.1 (400|501) ").contains("application/problem+json");
  }

  @Test
  void refusesAChunkThatIsAnnouncedTooLargeBeforeItComes() throws IOException {
    var answer =
        raw(
            "POST /hooks/github/shop HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\n");

    assertThat(answer).startsWith("HTTP/1.1 413 ").contains("application/problem+json");
  }

  @Test
  void refusesABodyThatIsAnnouncedFarTooLargeBeforeItComes() throws IOException {
    var answer =
        raw(
            "POST /hooks/github/shop HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999999999\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 413 ").contains("application/problem+json");
  }

  @Test
  void writesNoStackTraceForABodyThatBreaksOff() throws IOException {
    var records = new ArrayList<LogRecord>();
    var recorder = recorder(records);
    ROOT.addHandler(recorder);
    try {
      var answer =
          rawAndEnded(
              "POST /hooks/github/shop HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc");

      assertThat(answer).startsWith("HTTP/1.1 400 ").contains("body-incomplete");
    } finally {
      ROOT.removeHandler(recorder);
    }
    assertThat(records)
        .filteredOn(record -> record.getLevel().intValue() >= Level.INFO.intValue())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /../../etc/passwd HTTP/1.1",
        "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1",
        "GET /assets/../../x HTTP/1.1",
        "GET /projects/%00 HTTP/1.1",
        "GET /deployments/..%2f..%2f HTTP/1.1",
        "GET //evil.example/ HTTP/1.1"
      })
  void findsNothingOutside(String prologue) throws IOException {
    var answer = raw(prologue + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertThat(answer).containsPattern("^HTTP/1.1 (303|400|404) ");
    assertThat(answer).doesNotContain("root:").doesNotContain("Location: //");
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, /api/projects, 'GET, HEAD, OPTIONS, POST'",
    "GET, /hooks/github/shop, 'OPTIONS, POST'",
    "PUT, /healthz, 'GET, HEAD, OPTIONS'",
    "POST, /api/deployments/a1b2c3d4e5, 'GET, HEAD, OPTIONS'"
  })
  void saysWhatIsAllowed(String method, String path, String allowed) throws IOException {
    var answer = server.send(server.request(path).method(method, BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains(allowed);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  @Test
  void answersHeadWithoutABody() throws IOException {
    var request = server.authorized("/api/projects").method("HEAD", BodyPublishers.noBody());

    var head = server.send(request);
    var get = server.get("/api/projects");

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("Content-Length"))
        .isEqualTo(get.headers().firstValue("Content-Length"));
  }

  @Test
  void answersHeadOfALiveLogAtOnce() throws IOException {
    var deployment = server.deployment("main", "1", "Go");
    var path = "/api/deployments/" + deployment.shortId() + "/log/stream";

    var head = server.send(server.authorized(path).method("HEAD", BodyPublishers.noBody()));

    assertThat(head.statusCode()).isEqualTo(200);
  }

  @Test
  void answersOptions() throws IOException {
    var answer =
        server.send(server.request("/api/projects").method("OPTIONS", BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS, POST");
  }

  @Test
  void answersUnknownPathsWithAProblem() throws IOException {
    for (var path : List.of("/api/nothing", "/hooks/gitlab/shop", "/nope", "/api/projects/shop/")) {
      var answer = server.get(path);

      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }
  }

  @Test
  void saysThatItIsHealthy() throws IOException {
    var answer = server.send(server.request("/healthz"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("ok\n");
  }

  @Test
  void tellsNothingOfItsOwnFaults() throws IOException {
    var level = Logger.getLogger("dev.slipway").getLevel();
    Logger.getLogger("dev.slipway").setLevel(Level.OFF);
    try {
      server.deployments.breakDown("the password is 1234");

      var answer = server.get("/api/projects/shop");

      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body()).doesNotContain("Exception").doesNotContain("1234");
    } finally {
      server.deployments.repair();
      Logger.getLogger("dev.slipway").setLevel(level);
    }
  }

  private String raw(String request) throws IOException {
    try (var socket = new Socket("localhost", server.port())) {
      socket.setSoTimeout(5000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String rawAndEnded(String request) throws IOException {
    try (var socket = new Socket("localhost", server.port())) {
      socket.setSoTimeout(5000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Handler recorder(List<LogRecord> records) {
    return new Handler() {
      @Override
      public synchronized void publish(LogRecord record) {
        records.add(record);
      }

      @Override
      public void flush() {
        // nothing is kept back
      }

      @Override
      public void close() {
        // there is nothing to close
      }
    };
  }
}
