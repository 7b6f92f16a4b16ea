package dev.slipway.site;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Connections that ask again and again for what is kept, so that loops have them.
final class HotLoopTest {

  private static final String HOME = "GET / HTTP/1.1\r\nHost: shop.localhost\r\n\r\n";
  private static final String LARGE = "GET /large.bin HTTP/1.1\r\nHost: shop.localhost\r\n\r\n";
  private static final String OTHER = "GET /other HTTP/1.1\r\nHost: shop.localhost\r\n\r\n";

  @TempDir private Path folder;
  private RunningSites sites;
  private byte[] large = {};

  @BeforeEach
  void start() {
    sites = new RunningSites(folder, RunningSites.LASTING);
    large = new byte[12 << 20];
    new Random(5).nextBytes(large);
    sites.publish(new SampleSite().page("index.html", "home").file("large.bin", large));
  }

  @AfterEach
  void stop() {
    sites.close();
  }

  @Test
  void answerTheSameAgainAndAgain() throws IOException {
    try (var visitor = new Conversation(sites)) {
      for (int i = 0; i < 100; i++) {
        assertThat(visitor.ask(HOME)).startsWith("HTTP/1.1 200 ").endsWith("home");
      }
    }
    assertThat(sites.server().wire().keptHits()).isEqualTo(99);
    assertThat(sites.server().wire().keptMisses()).isEqualTo(1);
  }

  @Test
  void giveBackWhatTheyDoNotKnow() throws IOException {
    try (var visitor = new Conversation(sites)) {
      for (int i = 0; i < 20; i++) {
        assertThat(visitor.ask(HOME)).startsWith("HTTP/1.1 200 ");
        assertThat(visitor.ask(OTHER.replace("other", "other" + i))).startsWith("HTTP/1.1 404 ");
        assertThat(visitor.ask(HOME.replace("GET", "HEAD"))).startsWith("HTTP/1.1 200 ");
      }
    }
  }

  @Test
  void takeARequestInPieces() throws IOException {
    try (var visitor = new Conversation(sites)) {
      visitor.ask(HOME);
      visitor.ask(HOME);
      for (int at = 1; at < HOME.length(); at++) {
        visitor.say(HOME.substring(0, at));
        visitor.say(HOME.substring(at));

        assertThat(visitor.hear(false)).startsWith("HTTP/1.1 200 ").endsWith("home");
      }
    }
  }

  @Test
  void answerSeveralRequestsThatCameAtOnce() throws IOException {
    try (var visitor = new Conversation(sites)) {
      visitor.ask(HOME);
      visitor.say(HOME + OTHER + HOME + HOME + OTHER + HOME);

      var statuses = new StringBuilder();
      for (int i = 0; i < 6; i++) {
        statuses.append(visitor.hear(false), 9, 12).append(' ');
      }

      assertThat(statuses).hasToString("200 404 200 200 404 200 ");
    }
  }

  @Test
  void sendWhatDoesNotGoOutAtOnce() throws IOException {
    try (var visitor = new Conversation(sites)) {
      for (int i = 0; i < 2; i++) {
        var answer = visitor.ask(LARGE);

        assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4))
            .isEqualTo(new String(large, ISO_8859_1));
        assertThat(visitor.ask(HOME)).endsWith("home");
      }
    }
    await().untilAsserted(() -> assertThat(sites.server().inFlight()).isZero());
  }

  @Test
  void serveOthersWhileOneTakesItsTime() throws IOException {
    try (var slow = new Conversation(sites);
        var quick = new Conversation(sites)) {
      slow.ask(LARGE);
      slow.say(LARGE);
      await().untilAsserted(() -> assertThat(sites.server().inFlight()).isEqualTo(1));

      for (int i = 0; i < 50; i++) {
        assertThat(quick.ask(HOME)).endsWith("home");
      }

      assertThat(slow.hear(false)).hasSizeGreaterThan(large.length);
    }
    await().untilAsserted(() -> assertThat(sites.server().inFlight()).isZero());
  }

  @Test
  void letGoOfAConnectionThatEndsInTheMiddle() throws IOException {
    try (var visitor = new Conversation(sites)) {
      visitor.ask(LARGE);
      visitor.say(LARGE);
      await().untilAsserted(() -> assertThat(sites.server().inFlight()).isEqualTo(1));
    }

    await().untilAsserted(() -> assertThat(sites.server().inFlight()).isZero());
    await().untilAsserted(() -> assertThat(sites.server().wire().watched()).isZero());
  }

  @Test
  void finishAnAnswerBeforeTheServerStops()
      throws ExecutionException, IOException, InterruptedException {
    try (var visitor = new Conversation(sites);
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      visitor.ask(LARGE);
      visitor.say(LARGE);
      await().untilAsserted(() -> assertThat(sites.server().inFlight()).isEqualTo(1));
      var stopped = executor.submit(sites::stopListening);

      assertThat(visitor.hear(false)).hasSizeGreaterThan(large.length);
      stopped.get();
    }
    await().untilAsserted(() -> assertThat(sites.server().wire().watched()).isZero());
  }

  @Test
  void answerManyVisitorsAtOnce() throws ExecutionException, InterruptedException {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var visits = IntStream.range(0, 64).mapToObj(i -> executor.submit(() -> visit(i))).toList();

      for (Future<Integer> visit : visits) {
        assertThat(visit.get()).isEqualTo(300);
      }
    }
    await().untilAsserted(() -> assertThat(sites.server().wire().watched()).isZero());
    await().untilAsserted(() -> assertThat(sites.server().inFlight()).isZero());
  }

  private int visit(int number) throws IOException {
    int answered = 0;
    try (var visitor = new Conversation(sites)) {
      for (int i = 0; i < 100; i++) {
        answered += visitor.ask(HOME).endsWith("home") ? 1 : 0;
        answered += visitor.ask(OTHER).contains(" 404 ") ? 1 : 0;
        var own = HOME.replace("/ ", "/?" + number + "=" + i + " ");
        answered += visitor.ask(own).endsWith("home") ? 1 : 0;
      }
    }
    return answered;
  }
}
