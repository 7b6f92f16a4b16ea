package dev.slipway.runner.checkout;

import static dev.slipway.runner.checkout.Refused.refusedWith;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.RepositoryUrl;
import dev.slipway.runner.checkout.host.AllowedHosts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RemoteHeadIT {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String ONE = "1".repeat(40);
  private static final String TWO = "2".repeat(40);

  @TempDir private Path folder;
  private GitHost host;

  @BeforeEach
  void startHost() throws IOException {
    host = GitHost.start();
  }

  @AfterEach
  void stopHost() {
    host.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void findsTheDefaultBranchAndItsTip(boolean protocol2) throws IOException, InterruptedException {
    commitTo("trunk");
    GitCommand.run(site(), "branch", "main"); // at the same commit
    host.serve(folder, protocol2);

    var head = ask(host.url("/git/site/.git"));

    assertThat(head.branch()).isEqualTo(new BranchName("trunk"));
    assertThat(head.commit().sha().value()).isEqualTo(GitCommand.run(site(), "rev-parse", "HEAD"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void saysThatARepositoryIsEmpty(boolean protocol2) throws IOException, InterruptedException {
    GitCommand.run(folder, "init", "--quiet", "--bare", "empty.git");
    host.serve(folder, protocol2);

    assertThatThrownBy(() -> ask(host.url("/git/empty.git")))
        .satisfies(refusedWith("repository-empty"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void namesTheBranchesWhenTheDefaultIsNotThere(boolean protocol2)
      throws IOException, InterruptedException {
    commitTo("work");
    GitCommand.run(site(), "symbolic-ref", "HEAD", "refs/heads/gone");
    host.serve(folder, protocol2);

    assertThatThrownBy(() -> ask(host.url("/git/site/.git")))
        .satisfies(refusedWith("no-default-branch", "work"));
  }

  @Test
  void takesTheUsualBranchWhereTheHostDoesNotSayWhich() throws InterruptedException {
    host.on("/", advertising(ONE + " HEAD", ONE + " refs/heads/a", ONE + " refs/heads/master"));

    assertThat(ask(host.url("/x")).branch()).isEqualTo(new BranchName("master"));
  }

  @Test
  void takesTheOneBranchThatIsAtTheSameCommit() throws InterruptedException {
    host.on("/", advertising(ONE + " HEAD", TWO + " refs/heads/main", ONE + " refs/heads/next"));

    assertThat(ask(host.url("/x")).branch()).isEqualTo(new BranchName("next"));
  }

  @Test
  void takesNoBranchThatIsElsewhere() {
    host.on("/", advertising(ONE + " HEAD", TWO + " refs/heads/main"));

    assertThatThrownBy(() -> ask(host.url("/x"))).satisfies(refusedWith("no-default-branch"));
  }

  @Test
  void refusesAHostThatIsNotAllowedWithoutAskingIt() {
    assertThatThrownBy(() -> ask(host.url("/x"), AllowedHosts.of("github.com"), LONG))
        .satisfies(refusedWith("host-not-allowed", host.name()));
    assertThat(host.requests()).isEmpty();
  }

  @Test
  void refusesAnAllowedHostAtAPrivateAddressWithoutAskingIt() {
    assertThatThrownBy(() -> ask(host.url("/x"), AllowedHosts.of(host.name()), LONG))
        .satisfies(refusedWith("host-not-public", host.name()));
    assertThat(host.requests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://localhost:1/x/info/refs, host-not-allowed",
    "http://%s/x/info/refs, host-failed",
    "file:///etc/info/refs, host-failed"
  })
  void refusesARedirectToElsewhere(String target, String code) {
    host.on(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("Location", target.formatted(host.name()));
          exchange.sendResponseHeaders(302, -1);
        });

    assertThatThrownBy(() -> ask(host.url("/x"))).satisfies(refusedWith(code));
    assertThat(host.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"401, repository-private", "404, repository-not-found", "200, not-a-repository"})
  void tellsWhatAnAnswerMeans(int status, String code) {
    host.on(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "text/html");
          exchange.sendResponseHeaders(status, -1);
        });

    assertThatThrownBy(() -> ask(host.url("/x"))).satisfies(refusedWith(code, host.name()));
  }

  @Test
  void doesNotWaitLongerThanItsPatience() {
    var released = new CountDownLatch(1);
    host.on("/", exchange -> await(released));

    assertThatThrownBy(() -> ask(host.url("/x"), inside(), Duration.ofMillis(300)))
        .satisfies(refusedWith("host-silent"));
    released.countDown();
  }

  @Test
  void endsWithinASecondWhenItIsInterrupted()
      throws ExecutionException, InterruptedException, TimeoutException {
    var reached = new CountDownLatch(1);
    var released = new CountDownLatch(1);
    host.on(
        "/",
        exchange -> {
          reached.countDown();
          await(released);
        });
    var ended = new CompletableFuture<Throwable>();
    var thread =
        Thread.ofPlatform().start(() -> ended.complete(catchThrowable(() -> ask(host.url("/x")))));
    assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();

    thread.interrupt();

    assertThat(ended.get(1, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    released.countDown();
  }

  private RemoteHead ask(RepositoryUrl url) throws InterruptedException {
    return ask(url, inside(), LONG);
  }

  private RemoteHead ask(RepositoryUrl url, AllowedHosts hosts, Duration patience)
      throws InterruptedException {
    return RemoteHead.of(url, hosts, patience, host::clientTls);
  }

  private AllowedHosts inside() {
    return AllowedHosts.of().withInside(host.name());
  }

  /// Answers as an old host does, which does not say what `HEAD` stands for.
  private static HttpHandler advertising(String... refs) {
    return exchange -> {
      var body = new ByteArrayOutputStream();
      body.writeBytes("001e# service=git-upload-pack\n0000".getBytes(UTF_8));
      var capabilities = "\0multi_ack side-band-64k ofs-delta";
      for (var ref : List.of(refs)) {
        var line = ref + capabilities + "\n";
        body.writeBytes("%04x%s".formatted(line.length() + 4, line).getBytes(UTF_8));
        capabilities = "";
      }
      body.writeBytes("0000".getBytes(UTF_8));
      answer(exchange, body.toByteArray());
    };
  }

  private static void answer(HttpExchange exchange, byte[] body) throws IOException {
    exchange
        .getResponseHeaders()
        .add("Content-Type", "application/x-git-upload-pack-advertisement");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Path site() {
    return folder.resolve("site");
  }

  private void commitTo(String branch) throws IOException, InterruptedException {
    GitCommand.run(folder, "init", "--quiet", "--initial-branch", branch, "site");
    Files.writeString(site().resolve("a.txt"), "a");
    GitCommand.run(site(), "add", ".");
    GitCommand.run(site(), "commit", "--quiet", "-m", "Begin");
  }
}
