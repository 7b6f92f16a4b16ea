package dev.slipway.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogStreamTest {

  private static final Duration HEARTBEAT = Duration.ofMillis(300);

  private final TestServer server = new TestServer(Clock.systemUTC(), HEARTBEAT);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void sendsAFinishedLogAndEnds() throws IOException {
    var deployment = server.move(server.deployment("main", "1", "Go"), DeploymentState.READY);
    server.logs.write(deployment.id(), "one\n\u001b[31mtwo\u001b[0m\nrest");

    var answer = server.get(path(deployment));

    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("text/event-stream; charset=utf-8");
    assertThat(answer.body())
        .contains("id: 4\ndata: one\n\n")
        .contains("id: 17\ndata: \u001b[31mtwo\u001b[0m\n\n")
        .contains("id: 21\ndata: rest\n\n")
        .contains("event: state\ndata: {\"state\":\"ready\"")
        .containsPattern("event: end\ndata: \\{\"state\":\"ready\".*}\n\n$");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Last-Event-ID", "offset"})
  void resumesBehindTheLastEvent(String how) throws IOException {
    var deployment = server.move(server.deployment("main", "1", "Go"), DeploymentState.READY);
    server.logs.write(deployment.id(), "one\ntwo\n");

    var body = server.send(resumed(deployment, how, "4")).body();

    assertThat(body).contains("id: 8\ndata: two\n").doesNotContain("data: one");
  }

  @Test
  void prefersTheLastEventToTheOffset() throws IOException {
    var deployment = server.move(server.deployment("main", "1", "Go"), DeploymentState.READY);
    server.logs.write(deployment.id(), "one\ntwo\n");

    var request = server.authorized(path(deployment) + "?offset=0").header("Last-Event-ID", "4");

    assertThat(server.send(request).body()).contains("two").doesNotContain("data: one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Last-Event-ID", "offset"})
  void refusesToResumeFromNoNumber(String how) throws IOException {
    var deployment = server.deployment("main", "1", "Go");

    var answer = server.send(resumed(deployment, how, "x"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"field\":\"" + how + "\"");
  }

  @Test
  void sendsLinesAndStatesAsTheyHappen() throws IOException {
    var deployment = server.deployment("main", "1", "Go");

    try (var events = open(deployment)) {
      assertThat(events.next("state")).contains("queued");
      server.move(deployment, DeploymentState.BUILDING);
      assertThat(events.next("state")).contains("building").contains("It was moved by a test.");
      server.logs.write(deployment.id(), "first\n");
      assertThat(events.next("message")).isEqualTo("first");
      server.logs.write(deployment.id(), "sec");
      server.logs.write(deployment.id(), "ond\n");
      assertThat(events.next("message")).isEqualTo("second");
      server.logs.write(deployment.id(), "last");
      server.move(deployment, DeploymentState.FAILED);
      assertThat(events.next("state")).contains("failed");
      assertThat(events.next("message")).isEqualTo("last");
      assertThat(events.next("end")).contains("failed");
      assertThat(events.isOver()).isTrue();
    }
  }

  @Test
  void neverLosesALineThatCameWithTheEnd() throws IOException {
    for (int round = 0; round < 10; round++) {
      var deployment = server.deployment("main", "1", "Go");
      try (var events = open(deployment)) {
        server.logs.write(deployment.id(), "the end\n");
        server.move(deployment, DeploymentState.READY);

        assertThat(events.rest()).containsSubsequence("data: the end", "event: end");
      }
    }
  }

  @Test
  void sendsAHeartbeatWhileNothingHappens() throws IOException {
    var deployment = server.deployment("main", "1", "Go");

    try (var events = open(deployment)) {
      events.next("state");

      assertThat(events.line()).isEqualTo(":");
    }
  }

  @Test
  void servesManyAtOnce() throws InterruptedException, ExecutionException {
    var deployment = server.deployment("main", "1", "Go");
    Callable<String> follow = () -> server.get(path(deployment)).body();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var followers = new ArrayList<Future<String>>();
      for (int i = 0; i < 100; i++) {
        followers.add(threads.submit(follow));
      }
      for (int line = 0; line < 50; line++) {
        server.logs.write(deployment.id(), "line " + line + "\n");
      }
      server.move(deployment, DeploymentState.READY);

      for (var follower : followers) {
        assertThat(follower.get().lines().filter(line -> line.startsWith("data: line")))
            .containsExactlyElementsOf(lines(50));
      }
    }
  }

  @Test
  void looksAtALogOnlyWhileSomebodyIsThere() throws IOException {
    var deployment = server.deployment("main", "1", "Go");
    try (var socket = new Socket("localhost", server.port())) {
      var request =
          "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
              .formatted(path(deployment), server.token.secret().reveal());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      await().until(() -> server.logs.reads() > 0);
    }

    await()
        .during(HEARTBEAT.multipliedBy(2))
        .atMost(Duration.ofSeconds(10))
        .until(new Unchanged(server.logs::reads)::holds);
  }

  @Test
  void endsWhenTheServerStops() throws IOException {
    var deployment = server.deployment("main", "1", "Go");

    try (var events = open(deployment)) {
      events.next("state");
      server.receiver.close();

      assertThat(events.rest()).doesNotContain("event: end");
    }
  }

  private HttpRequest.Builder resumed(Deployment deployment, String how, String value) {
    return "offset".equals(how)
        ? server.authorized(path(deployment) + "?offset=" + value)
        : server.authorized(path(deployment)).header(how, value);
  }

  private Events open(Deployment deployment) throws IOException {
    var answer = server.send(server.authorized(path(deployment)), BodyHandlers.ofInputStream());
    return new Events(answer.body());
  }

  private static String path(Deployment deployment) {
    return "/api/deployments/" + deployment.shortId() + "/log/stream";
  }

  private static List<String> lines(int count) {
    var lines = new ArrayList<String>();
    for (int line = 0; line < count; line++) {
      lines.add("data: line " + line);
    }
    return lines;
  }

  /// A number that is looked at again and again.
  private static final class Unchanged {

    private final IntSupplier number;
    private int last;

    Unchanged(IntSupplier number) {
      this.number = number;
      this.last = number.getAsInt();
    }

    boolean holds() {
      int before = last;
      last = number.getAsInt();
      return last == before;
    }
  }

  /// Events as they come in.
  private static final class Events implements AutoCloseable {

    private final BufferedReader reader;

    Events(InputStream body) {
      reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    /// Returns the data of the next event, which must be called `name`.
    String next(String name) throws IOException {
      var event = "message";
      var data = "";
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith("event: ")) {
          event = line.substring("event: ".length());
        } else if (line.startsWith("data: ")) {
          data = line.substring("data: ".length());
        } else if (line.isEmpty() && !data.isEmpty()) {
          assertThat(event).isEqualTo(name);
          return data;
        }
      }
      throw new IOException("the stream ended before an event " + name);
    }

    String line() throws IOException {
      return String.valueOf(reader.readLine());
    }

    boolean isOver() throws IOException {
      return reader.readLine() == null;
    }

    String rest() {
      return String.join("\n", reader.lines().toList());
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
