package dev.slipway.receiver.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.receiver.problem.ProblemException;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BodiesTest {

  private static final BodyLimits LIMITS = new BodyLimits(1000, Duration.ofMillis(300));

  private final Bodies bodies = new Bodies();
  private final WebServer server =
      WebServer.builder().port(0).routing(routing -> routing.any(this::answer)).build().start();

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void readsABodyUpToTheLimit() throws IOException {
    assertThat(sent("Content-Length: 1000\r\n\r\n" + "a".repeat(1000))).contains("read 1000");
  }

  @Test
  void readsWhatComesInChunks() throws IOException {
    assertThat(sent("Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"))
        .contains("read 5");
  }

  @Test
  void readsNoBodyAsAnEmptyOne() throws IOException {
    assertThat(sent("\r\n")).contains("read 0");
  }

  @Test
  void refusesTheFirstByteTooManyWhetherAnnouncedOrNot() throws IOException {
    assertThat(sent("Content-Length: 1001\r\n\r\n" + "a".repeat(1001))).contains("413");
    assertThat(
            sent("Transfer-Encoding: chunked\r\n\r\n3e9\r\n" + "a".repeat(1001) + "\r\n0\r\n\r\n"))
        .contains("413");
  }

  @Test
  void refusesBeforeTheBodyIfTheSenderAsksFirst() throws IOException {
    assertThat(sent("Expect: 100-continue\r\nContent-Length: 1001\r\n\r\n"))
        .contains("413")
        .doesNotContain("100 Continue");
  }

  @Test
  void givesUpOnABodyThatStopsComing() throws IOException {
    assertThat(sent("Content-Length: 10\r\n\r\nabc")).contains("408");
    assertThat(sent("Transfer-Encoding: chunked\r\n\r\nff\r\nabc")).contains("408");
  }

  @Test
  void refusesABodyThatBreaksOff() throws IOException {
    assertThat(sentAndEnded("Content-Length: 10\r\n\r\nabc")).contains("400");
    assertThat(sentAndEnded("Transfer-Encoding: chunked\r\n\r\nff\r\nabc")).contains("400");
  }

  @Test
  void refusesChunksThatAreNone() throws IOException {
    assertThat(sent("Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n")).contains("400");
  }

  private void answer(ServerRequest request, ServerResponse response) {
    try {
      response.send("read " + bodies.read(request, LIMITS).length);
    } catch (ProblemException e) {
      Status status = e.problem().status();
      response.status(status).header(HeaderValues.CONNECTION_CLOSE).send();
      throw new CloseConnectionException("refused");
    }
  }

  private String sent(String rest) throws IOException {
    try (var socket = new Socket("localhost", server.port())) {
      return answer(socket, rest, "Connection: close\r\n");
    }
  }

  private String sentAndEnded(String rest) throws IOException {
    try (var socket = new Socket("localhost", server.port())) {
      socket.setSoTimeout(5000);
      write(socket, rest, "");
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private static String answer(Socket socket, String rest, String header) throws IOException {
    socket.setSoTimeout(5000);
    write(socket, rest, header);
    var bytes = new byte[4096];
    int read = socket.getInputStream().read(bytes);
    return new String(bytes, 0, Math.max(0, read), StandardCharsets.US_ASCII);
  }

  private static void write(Socket socket, String rest, String header) throws IOException {
    var request = "POST / HTTP/1.1\r\nHost: localhost\r\n" + header + rest;
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
  }
}
