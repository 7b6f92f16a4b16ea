package dev.slipway.runner.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.job.Signal;
import dev.slipway.core.project.RepositoryUrl;
import dev.slipway.runner.checkout.FixtureRepository;
import dev.slipway.runner.checkout.GitHost;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Cancels jobs where they wait for others or have much to do, with the heart beating as usual.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CancelIT {

  /// From when a person cancels to when the job has ended.
  private static final Duration PROMISED = Duration.ofSeconds(2);

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Reason CANCELED = Reason.of("canceled", "Ada canceled it.");
  private static final Map<String, String> PAGE = Map.of("index.html", "<h1>Hello</h1>");
  private static final Map<String, String> NODE =
      Map.of("package.json", "{\"scripts\": {\"build\": \"true\"}}");
  private static final int PAGES = 34;
  private static final int PAGE_BYTES = 4 << 20;
  private static final int BOOK_BYTES = 64 << 20;

  private RepositoryUrl largeSite;
  private Path folder;
  private JobTrial trial;

  @BeforeAll
  void makeLargeSite(@TempDir Path fresh) throws IOException {
    largeSite = largeSite(fresh.resolve("large.git"));
  }

  @BeforeEach
  void makeTrial(@TempDir Path fresh) {
    folder = fresh;
    trial = new JobTrial(folder);
    trial.beat = Pulse.USUAL.beat();
    trial.patience = PATIENCE;
  }

  @Test
  void stopsWhileAHostSendsNothing() throws IOException {
    var asked = new CountDownLatch(1);
    var never = new CountDownLatch(1);
    try (var host = GitHost.start()) {
      host.on(
          "/",
          exchange -> {
            asked.countDown();
            awaitQuietly(never);
          });
      trial.checkout = host.checkout();
      trial.on(host.url("/git/site.git"));

      cancelAfter(() -> asked.getCount() == 0);
    } finally {
      never.countDown();
    }
  }

  @Test
  void stopsWhileAHostSendsWithoutEnd() throws IOException {
    var begun = new CountDownLatch(1);
    trial.on(PAGE);
    try (var host = GitHost.start()) {
      host.serveWithoutEnd(folder, begun);
      trial.checkout = host.checkout();
      trial.on(host.url("/git/site.git"));

      cancelAfter(() -> begun.getCount() == 0);
    }
  }

  @Test
  void stopsWhileItTakesALargeSiteOutOfTheRepository() {
    trial.on(largeSite);

    cancelAfter(() -> isIn("dev.slipway.runner.checkout.tree.TarWriter"));
  }

  @Test
  void stopsWhileItReadsALargeOutput() {
    trial.on(largeSite);

    cancelAfter(() -> isIn("dev.slipway.artifact.output.OutputReader"));
  }

  @Test
  void stopsWhileItCompressesALargeFile() {
    trial.on(largeSite);

    cancelAfter(() -> isIn("dev.slipway.artifact.pack.Compression"));
  }

  @Test
  void stopsWhileItWaitsForTheEngine() throws IOException {
    trial.on(NODE);

    cancelAfter(() -> trial.log().stream().anyMatch(line -> line.contains("Waiting for it")));
  }

  @Test
  void stopsWhileTheEngineDoesNotAnswer() throws IOException {
    var socket = folder.resolve("engine.sock");
    try (var engine = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      engine.bind(UnixDomainSocketAddress.of(socket));
      trial.engine = URI.create("unix://" + socket);
      trial.on(NODE);

      cancelAfter(() -> trial.log().stream().anyMatch(line -> line.contains("Waiting for it")));
    }
  }

  /// Runs the job, cancels it when `reached`, and expects that it has ended in time.
  private void cancelAfter(Callable<Boolean> reached) {
    var run =
        new FutureTask<>(() -> {
          trial.run();
          return true;
        });
    var runner = Thread.ofPlatform().name("runner").start(run);
    try {
      await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(reached);

      trial.queue.answer(new Signal.Stop(DeploymentState.CANCELED, CANCELED));

      await().atMost(PROMISED).pollInterval(Duration.ofMillis(20)).until(run::isDone);
      assertThat(trial.queue.recorded).last().isEqualTo("canceled canceled");
      assertThat(trial.queue.published).isEmpty();
      assertThat(folder.resolve("work")).isEmptyDirectory();
    } finally {
      runner.interrupt();
    }
  }

  /// Makes a repository of 200 MB: one file that takes seconds to compress, and one that is there
  /// many times.
  private static RepositoryUrl largeSite(Path folder) throws IOException {
    var random = new Random(1);
    try (var repository = FixtureRepository.in(folder)) {
      var tree = new TreeFormatter();
      tree.append("index.html", FileMode.REGULAR_FILE, repository.blob(text(random, BOOK_BYTES)));
      var page = repository.blob(text(random, PAGE_BYTES));
      for (int i = 0; i < PAGES; i++) {
        tree.append("page-%02d.html".formatted(i), FileMode.REGULAR_FILE, page);
      }
      repository.commit("main", repository.tree(tree));
      return repository.url();
    }
  }

  private static byte[] text(Random random, int bytes) {
    var text = new byte[bytes];
    random.nextBytes(text);
    for (int i = 0; i < bytes; i++) {
      text[i] = (byte) ('a' + (text[i] & 15));
    }
    return text;
  }

  /// Tells whether a thread of this process is in the class `name`.
  private static boolean isIn(String name) {
    return Thread.getAllStackTraces().values().stream()
        .flatMap(Arrays::stream)
        .anyMatch(frame -> frame.getClassName().equals(name));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
