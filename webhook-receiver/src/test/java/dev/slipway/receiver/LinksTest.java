package dev.slipway.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {

  private final TestServer server = new TestServer();
  private final String shortId = server.deployment("main", "1", "Go").shortId().value();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/d/ID, /",
    "/d/ID/, /",
    "/d/ID/a/b%20c?x=1&y, /a/b%20c?x=1&y",
    "/d/ID?next=https://evil.example/, /?next=https://evil.example/",
    "/d/ID//evil.example/, //evil.example/",
    "/d/ID/%2F%2Fevil.example, /%2F%2Fevil.example",
    "/d/ID/@evil.example/, /@evil.example/",
    "/d/ID/https://evil.example, /https://evil.example",
    "/preview/ID, /",
    "/preview/ID/x/, /x/"
  })
  void leadToTheSamePathOfADeploymentsOwnHost(String path, String there) throws IOException {
    var answer = server.send(server.request(path.replace("ID", shortId)));

    assertThat(answer.statusCode()).isEqualTo(307);
    assertThat(answer.headers().firstValue("Location"))
        .contains("http://" + shortId + ".localhost:8080" + there);
  }

  @Test
  void leadThereForWhoeverClaimsAnotherHost() throws IOException {
    var answer =
        raw(
            "GET http://localhost/d/"
                + shortId
                + "/x HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Host: evil.example\r\n"
                + "Connection: close\r\n\r\n");

    assertThat(answer)
        .startsWith("HTTP/1.1 307 ")
        .contains("Location: http://" + shortId + ".localhost:8080/x\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/d/a1b2c3d4e5",
        "/d/a1b2c3d4e5/x",
        "/preview/a1b2c3d4e5",
        "/d/evil.example",
        "/d/UPPERCASE1",
        "/d/short",
        "/d/",
        "/d//evil.example",
        "/preview/x@y"
      })
  void leadNowhereElse(String path) throws IOException {
    var answer = server.send(server.request(path).header("Accept", "text/html"));

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(answer.headers().firstValue("Location")).isEmpty();
  }

  @Test
  void bringNothingIntoTheHeader() throws IOException {
    var answer = server.send(server.request("/d/" + shortId + "/%0D%0ASet-Cookie:%20a=b"));

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void areOnlyForReading() throws IOException {
    var answer =
        raw(
            "POST /d/"
                + shortId
                + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Length: 0\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 405 ").contains("Allow: GET, HEAD, OPTIONS\r\n");
  }

  private String raw(String request) throws IOException {
    try (var socket = new Socket("localhost", server.port())) {
      socket.setSoTimeout(5000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
