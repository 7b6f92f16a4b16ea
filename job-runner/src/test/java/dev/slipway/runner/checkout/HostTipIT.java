package dev.slipway.runner.checkout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.deployment.CommitSha;
import dev.slipway.core.project.BranchName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HostTipIT {

  private static final BranchName MAIN = new BranchName("main");

  @TempDir private Path folder;
  private GitHost host;
  private FixtureRepository repository;

  @BeforeEach
  void startHost() throws IOException {
    host = GitHost.start();
    repository = FixtureRepository.in(folder.resolve("site.git"));
  }

  @AfterEach
  void stopHost() {
    repository.close();
    host.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void fetchesACommitThatItsBranchIsAt(boolean protocol2) throws IOException, InterruptedException {
    repository.commit("main", Map.of("a.txt", "old"));
    var tip = repository.commit("main", Map.of("a.txt", "new"));
    host.serve(folder, protocol2);

    assertFound(fetchTip(tip), "new");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void saysWhereTheBranchIsWhetherOrNotItHasTheCommit(boolean protocol2)
      throws IOException, InterruptedException {
    var old = repository.commit("main", Map.of("a.txt", "old"));
    var tip = repository.commit("main", Map.of("a.txt", "new"));
    host.serve(folder, protocol2);

    assertThat(fetchTip(old)).isEqualTo(new Fetched.Moved(Optional.of(tip)));
    assertThat(fetchTip(new CommitSha("ab".repeat(20))))
        .isEqualTo(new Fetched.Moved(Optional.of(tip)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void saysThatTheBranchIsGone(boolean protocol2) throws IOException, InterruptedException {
    var other = repository.commit("other", Map.of("a.txt", "a"));
    host.serve(folder, protocol2);

    assertThat(fetchTip(other)).isEqualTo(new Fetched.Moved(Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void findsAPushThatTheHostShowsOnlyAMomentLater(boolean protocol2)
      throws IOException, InterruptedException {
    repository.commit("main", Map.of("a.txt", "old"));
    var questions = new AtomicInteger();
    var pushed = repository.tree(Map.of("a.txt", "new"));
    var tip = repository.commit("late", pushed);
    host.serve(folder, protocol2)
        .on(
            "/git/late.git/info/refs",
            exchange -> {
              if (questions.incrementAndGet() == 2) {
                repository.commit("main", pushed);
              }
              var query = exchange.getRequestURI().getQuery();
              var target = host.url("/git/site.git/info/refs").value() + "?" + query;
              exchange.getResponseHeaders().add("Location", target);
              exchange.sendResponseHeaders(302, -1);
            });

    var fetched =
        host.checkout().fetchTip(host.url("/git/late.git"), MAIN, tip, folder.resolve("work"));

    assertFound(fetched, "new");
    assertThat(questions).hasValue(2);
  }

  private static void assertFound(Fetched fetched, String content) {
    assertThat(fetched).isInstanceOf(Fetched.Found.class);
    try (var tree = ((Fetched.Found) fetched).tree()) {
      assertThat(tree.read("a.txt", 10)).contains(content.getBytes(UTF_8));
    }
  }

  private Fetched fetchTip(CommitSha commit) throws InterruptedException {
    return host.checkout()
        .fetchTip(host.url("/git/site.git"), MAIN, commit, folder.resolve("work"));
  }
}
