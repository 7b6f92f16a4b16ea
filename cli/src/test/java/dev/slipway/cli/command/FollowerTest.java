package dev.slipway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.cli.client.ApiClient;
import dev.slipway.cli.client.ApiException;
import dev.slipway.cli.client.RecordingServer;
import dev.slipway.core.secret.Secret;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FollowerTest {

  private static final String STREAM = "GET /api/deployments/x/log/stream";
  private static final String END = "event: end\ndata: {}\n\n";
  private static final String READY =
      "{\"state\": \"ready\", \"link\": \"http://x.localhost/\", \"reason\": null}";

  private final Screen screen = new Screen();
  private RecordingServer server;
  private Follower follower;

  @BeforeEach
  void start() throws IOException {
    server = new RecordingServer();
    var client =
        new ApiClient(HttpClient.newHttpClient(), server.address(), new Secret("slw_token"));
    follower = new Follower(screen.terminal(), client, Duration.ofMillis(1));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void printsTheLogAndTheLink() throws InterruptedException {
    server.on(STREAM, 200, "id: 1\ndata: one\n\n" + END).on("GET /api/deployments/x", 200, READY);

    boolean ready = follower.toTheEnd("x");

    assertThat(ready).isTrue();
    assertThat(screen.out()).isEqualTo("  │ one\n  http://x.localhost/\n");
  }

  @Test
  void printsTheReasonLikeHelp() throws InterruptedException {
    server.on(STREAM, 200, END);
    server.on(
        "GET /api/deployments/x",
        200,
        "{\"state\": \"failed\", \"reason\": {\"what\": \"No build.\", \"whatToDo\": \"Add it.\"}}");

    boolean ready = follower.toTheEnd("x");

    assertThat(ready).isFalse();
    assertThat(screen.err()).isEqualTo("  failed: No build.\n  Add it.\n");
  }

  @Test
  void goesOnWhereTheStreamBrokeOff() throws InterruptedException {
    server
        .on(STREAM, 200, "id: 4\ndata: one\n\nid: 9\ndata: cut")
        .on(STREAM, 200, "id: 8\ndata: two\n\n" + END)
        .on("GET /api/deployments/x", 200, READY);

    follower.toTheEnd("x");

    assertThat(screen.out()).isEqualTo("  │ one\n  │ two\n  http://x.localhost/\n");
    assertThat(server.asked().get(0).header("Last-Event-ID")).isNull();
    assertThat(server.asked().get(1).header("Last-Event-ID")).isEqualTo("4");
  }

  @Test
  void givesUpAStreamThatBreaksOffAgainAndAgainWithNothingNew() throws InterruptedException {
    for (int i = 0; i < 50; i++) {
      server.on(STREAM, 200, "retry: 1000\n\n");
    }
    server.on("GET /api/deployments/x", 200, "{\"state\": \"building\", \"reason\": null}");

    boolean ready = follower.toTheEnd("x");

    assertThat(ready).isFalse();
    assertThat(server.asked()).hasSizeLessThan(20);
    assertThat(screen.err()).contains("building").contains("slipway");
  }

  @Test
  void givesUpWhenNobodyAnswersAnyMore() {
    server.close();

    assertThatThrownBy(() -> follower.toTheEnd("x"))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("Could not reach Slipway");
  }

  @Test
  void asksOnceForADeploymentThatThereIsNot() {
    server.on(STREAM, 404, "{\"detail\": \"There is no such deployment.\"}");

    assertThatThrownBy(() -> follower.toTheEnd("x"))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("There is no such deployment.");
    assertThat(server.asked()).hasSize(1);
  }
}
