package dev.slipway.runner.checkout;

import static dev.slipway.runner.checkout.Refused.refusedWith;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpHandler;
import dev.slipway.core.deployment.CommitSha;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.RepositoryUrl;
import dev.slipway.runner.checkout.git.BareRepository;
import dev.slipway.runner.checkout.host.AllowedHosts;
import dev.slipway.runner.checkout.tree.SourceTree;
import dev.slipway.runner.checkout.tree.TreeLimits;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HostCheckoutIT {

  private static final BranchName MAIN = new BranchName("main");
  private static final Duration LONG = Duration.ofSeconds(30);

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
  void fetchesTheTipAtDepthOne(boolean protocol2) throws IOException, InterruptedException {
    var first = commitWithGit("a.txt", "old");
    var tip = commitWithGit("a.txt", "new");
    host.serve(folder, protocol2);

    try (var tree = fetch(host.url("/git/site/.git"), Optional.empty());
        var local = BareRepository.open(folder.resolve("work"))) {

      assertThat(tree.commit().sha()).isEqualTo(tip);
      assertThat(tree.read("a.txt", 10)).contains("new".getBytes(UTF_8));
      assertThat(local.getObjectDatabase().has(ObjectId.fromString(first.value()))).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void fetchesOnlyAnEarlierCommitByItsId(boolean protocol2)
      throws IOException, InterruptedException {
    var first = commitWithGit("a.txt", "old");
    var tip = commitWithGit("a.txt", "new");
    host.serve(folder, protocol2);

    try (var tree = fetch(host.url("/git/site/.git"), Optional.of(first));
        var local = BareRepository.open(folder.resolve("work"))) {

      assertThat(tree.commit().sha()).isEqualTo(first);
      assertThat(tree.read("a.txt", 10)).contains("old".getBytes(UTF_8));
      assertThat(local.getObjectDatabase().has(ObjectId.fromString(tip.value()))).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void saysThatAHostDoesNotHaveACommit(boolean protocol2) throws IOException, InterruptedException {
    commitWithGit("a.txt", "a");
    host.serve(folder, protocol2);
    var unknown = new CommitSha("0123456789012345678901234567890123456789");

    assertThatThrownBy(() -> fetch(host.url("/git/site/.git"), Optional.of(unknown)))
        .satisfies(refusedWith("commit-not-found", unknown.value()));
  }

  @Test
  void tellsAMissingBranchFromAnEmptyRepository() throws IOException, InterruptedException {
    GitCommand.run(folder, "init", "--quiet", "--bare", "empty.git");
    commitWithGit("a.txt", "a");
    GitCommand.run(folder.resolve("site"), "branch", "-m", "trunk");
    host.serve(folder, true);

    assertThatThrownBy(() -> fetch(host.url("/git/site/.git"), Optional.empty()))
        .satisfies(refusedWith("branch-not-found", "trunk"));
    assertThatThrownBy(() -> fetch(host.url("/git/empty.git"), Optional.empty()))
        .satisfies(refusedWith("repository-empty"));
  }

  @ParameterizedTest
  @CsvSource({
    "401, repository-private",
    "403, repository-private",
    "404, repository-not-found",
    "410, repository-not-found",
    "429, host-failed",
    "500, host-failed",
    "503, host-failed",
    "200, not-a-repository"
  })
  void tellsWhatAnAnswerMeans(int status, String code) {
    host.on(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
          exchange.getResponseHeaders().add("Content-Type", "text/html");
          exchange.sendResponseHeaders(status, 5);
          exchange.getResponseBody().write("<html".getBytes(UTF_8));
        });

    assertThatThrownBy(() -> fetch(host.url("/x"), Optional.empty()))
        .satisfies(refusedWith(code, host.name()));
    assertThat(host.requests()).hasSize(1);
  }

  @Test
  void refusesAHostThatIsNotAllowedWithoutAskingIt() {
    var checkout = checkout(AllowedHosts.of("github.com"), CheckoutLimits.USUAL);

    assertThatThrownBy(() -> fetch(checkout, host.url("/git/site")))
        .satisfies(refusedWith("host-not-allowed", host.name()));
    assertThat(host.requests()).isEmpty();
  }

  @Test
  void refusesAnAllowedHostAtAPrivateAddressWithoutAskingIt() {
    var checkout = checkout(AllowedHosts.of(host.name()), CheckoutLimits.USUAL);

    assertThatThrownBy(() -> fetch(checkout, host.url("/git/site")))
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

    assertThatThrownBy(() -> fetch(host.url("/x"), Optional.empty())).satisfies(refusedWith(code));
    assertThat(host.requests()).hasSize(1);
  }

  @Test
  void followsARedirectOnTheSameHost() throws IOException, InterruptedException {
    commitWithGit("a.txt", "a");
    host.serve(folder, true)
        .on(
            "/old/",
            exchange -> {
              var query = exchange.getRequestURI().getQuery();
              exchange
                  .getResponseHeaders()
                  .add("Location", host.url("/git/site/.git/info/refs").value() + "?" + query);
              exchange.sendResponseHeaders(301, -1);
            });

    try (var tree = fetch(host.url("/old/site"), Optional.empty())) {
      assertThat(tree.names("")).containsExactly("a.txt");
    }
  }

  @Test
  void givesUpOnRedirectsInACircle() {
    host.on(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("Location", exchange.getRequestURI().toString());
          exchange.sendResponseHeaders(302, -1);
        });

    assertThatThrownBy(() -> fetch(host.url("/x"), Optional.empty()))
        .satisfies(refusedWith("host-failed"));
    assertThat(host.requests().size()).isLessThan(10);
  }

  @Test
  void tellsAnUnknownHostFromOneThatCannotBeReached() throws Exception {
    var closed = "localhost:" + freePort();
    var hosts = AllowedHosts.of().withInside(closed, "nowhere.invalid");

    assertThatThrownBy(
            () -> fetch(checkout(hosts, CheckoutLimits.USUAL), url("https://" + closed + "/x")))
        .satisfies(refusedWith("host-unreachable", closed));
    assertThatThrownBy(
            () -> fetch(checkout(hosts, CheckoutLimits.USUAL), url("https://nowhere.invalid/x")))
        .satisfies(refusedWith("host-unknown", "nowhere.invalid"));
  }

  @Test
  void refusesAHostWithACertificateThatNobodyKnows() throws IOException, InterruptedException {
    commitWithGit("a.txt", "a");
    host.serve(folder, true);
    var strict =
        new Checkout(CheckoutLimits.USUAL, AllowedHosts.of().withInside(host.name()), false);

    assertThatThrownBy(() -> fetch(strict, host.url("/git/site/.git")))
        .satisfies(refusedWith("host-not-trusted", host.name()));
    assertThat(host.requests()).isEmpty();
  }

  @Test
  void stopsAnAnswerThatIsTooLarge() throws Exception {
    var noise = new byte[2 << 20];
    new Random(1).nextBytes(noise);
    try (var fixture = FixtureRepository.in(folder.resolve("noise.git"))) {
      fixture.commit("main", fixture.tree("noise", FileMode.REGULAR_FILE, fixture.blob(noise)));
    }
    host.serve(folder, true);
    var small = new CheckoutLimits(1 << 20, TreeLimits.USUAL, LONG);

    assertThatThrownBy(() -> fetch(checkout(small), host.url("/git/noise.git")))
        .satisfies(refusedWith("repository-too-large"));
  }

  @Test
  void endsAtTheTimeLimitWhenAHostSendsNothing() {
    var released = new CountDownLatch(1);
    host.on("/", exchange -> await(released, LONG));
    var short_ = new CheckoutLimits(1 << 20, TreeLimits.USUAL, Duration.ofMillis(300));

    assertThatThrownBy(() -> fetch(checkout(short_), host.url("/x")))
        .satisfies(refusedWith("checkout-timeout"));
    released.countDown();
  }

  @Test
  void endsAtTheTimeLimitWhenAHostSendsAByteNowAndThen() {
    var released = new CountDownLatch(1);
    host.on("/", trickling(released));
    var short_ = new CheckoutLimits(1 << 20, TreeLimits.USUAL, Duration.ofMillis(700));

    assertThatThrownBy(() -> fetch(checkout(short_), host.url("/x")))
        .satisfies(refusedWith("checkout-timeout"));
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
          await(released, LONG);
        });
    var ended = new CompletableFuture<Throwable>();
    var thread =
        Thread.ofPlatform()
            .start(() ->
                ended.complete(catchThrowable(() -> fetch(host.url("/x"), Optional.empty()))));
    assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();

    thread.interrupt();

    assertThat(ended.get(1, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    released.countDown();
  }

  private static HttpHandler trickling(CountDownLatch released) {
    return exchange -> {
      exchange
          .getResponseHeaders()
          .add("Content-Type", "application/x-git-upload-pack-advertisement");
      exchange.sendResponseHeaders(200, 0);
      var line = "001e# service=git-upload-pack\n0000" + "0".repeat(1000);
      for (byte one : line.getBytes(UTF_8)) {
        if (await(released, Duration.ofMillis(50))) {
          return;
        }
        exchange.getResponseBody().write(one);
        exchange.getResponseBody().flush();
      }
    };
  }

  private static boolean await(CountDownLatch latch, Duration limit) {
    try {
      return latch.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /// Commits with the real Git, in a working tree called `site`.
  private CommitSha commitWithGit(String name, String content)
      throws IOException, InterruptedException {
    var site = folder.resolve("site");
    if (!Files.exists(site)) {
      GitCommand.run(folder, "init", "--quiet", "site");
    }
    Files.writeString(site.resolve(name), content);
    GitCommand.run(site, "add", ".");
    GitCommand.run(site, "commit", "--quiet", "-m", "Change " + name);
    return new CommitSha(GitCommand.run(site, "rev-parse", "HEAD"));
  }

  private SourceTree fetch(RepositoryUrl url, Optional<CommitSha> commit)
      throws InterruptedException {
    return checkout(new CheckoutLimits(64 << 20, TreeLimits.USUAL, LONG))
        .fetch(url, MAIN, commit, folder.resolve("work"));
  }

  private SourceTree fetch(Checkout checkout, RepositoryUrl url) throws InterruptedException {
    return checkout.fetch(url, MAIN, Optional.empty(), folder.resolve("work"));
  }

  private Checkout checkout(CheckoutLimits limits) {
    return checkout(AllowedHosts.of().withInside(host.name()), limits);
  }

  private Checkout checkout(AllowedHosts hosts, CheckoutLimits limits) {
    return new Checkout(limits, hosts, false, host::clientTls);
  }

  private static RepositoryUrl url(String text) {
    return RepositoryUrl.parse(text).orElseThrow();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
