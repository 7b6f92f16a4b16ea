package dev.slipway.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.secret.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveLogTest {

  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final List<String> lines = new ArrayList<>();

  @Test
  void givesTheLinesUpToTheEnd() {
    try (var log = log("id: 4\ndata: one\n\nid: 8\ndata: two\n\nevent: end\ndata: {}\n\n")) {
      boolean ended = log.each(lines::add);

      assertThat(ended).isTrue();
      assertThat(lines).containsExactly("one", "two");
      assertThat(log.position()).isEqualTo("8");
    }
  }

  @Test
  void leavesOutStatesHeartbeatsAndFieldsItDoesNotKnow() {
    var stream =
        """
        retry: 1000

        event: state
        data: {"state":"building"}

        :

        : still here

        other: x
        id: 1
        data: line

        event: end
        data: {}

        """;
    try (var log = log(stream)) {
      log.each(lines::add);

      assertThat(lines).containsExactly("line");
    }
  }

  @Test
  void keepsEmptyLinesIndentationAndColons() {
    try (var log = log("data: \n\ndata\n\ndata:  two: three\n\ndata:no space\n\nevent: end\n\n")) {
      log.each(lines::add);

      assertThat(lines).containsExactly("", "", " two: three", "no space");
    }
  }

  @Test
  void joinsTheLinesOfOneEvent() {
    try (var log = log("data: one\ndata: two\n\nevent: end\ndata: {}\n\n")) {
      log.each(lines::add);

      assertThat(lines).containsExactly("one\ntwo");
    }
  }

  @Test
  void tellsThatItBrokeOffAndWhereToGoOn() {
    try (var log = log("id: 4\ndata: one\n\nid: 8\ndata: cut in the mid")) {
      boolean ended = log.each(lines::add);

      assertThat(ended).isFalse();
      assertThat(lines).containsExactly("one");
      assertThat(log.position()).isEqualTo("4");
    }
  }

  @Test
  void goesOnFromWhereItWasOpened() {
    try (var log = new LiveLog(bytes(":\n\n"), "17", SILENCE)) {
      log.each(lines::add);

      assertThat(log.position()).isEqualTo("17");
    }
  }

  @Test
  void stopsAtTheLineThatIsWanted() {
    try (var log = log("data: one\n\ndata: two\n\ndata: three\n\n")) {
      boolean found = log.until(line -> lines.add(line) && line.equals("two"));

      assertThat(found).isTrue();
      assertThat(lines).containsExactly("one", "two");
    }
  }

  @Test
  void givesUpAConnectionThatFellSilent() throws IOException, InterruptedException {
    try (var server = new RecordingServer()) {
      server.onThenSilent("GET /api/deployments/x/log/stream", "id: 4\ndata: one\n\n");
      var patience = Duration.ofMillis(500);
      var client =
          new ApiClient(
              HttpClient.newHttpClient(), server.address(), new Secret("token"), patience);
      try (var log = client.follow("x")) {
        boolean ended = log.each(lines::add);

        assertThat(ended).isFalse();
        assertThat(lines).containsExactly("one");
      }
    }
  }

  private static LiveLog log(String stream) {
    return new LiveLog(bytes(stream), "", SILENCE);
  }

  private static ByteArrayInputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
