package dev.slipway.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.deployment.Deployment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Browsers that load a page and what it names, again and again, from a static server in a process
/// of its own, while what the page's host shows moves all the time.
class PublishingUnderLoadIT {

  private static final int REQUESTS = 10_000;
  private static final int MOVES = 50;
  private static final int BROWSERS = 8;

  /// How many pages a browser has loaded since it loaded the one that it asks another file for.
  private static final int OPEN = 10;

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final AtomicInteger requests = new AtomicInteger();
  private final Semaphore due = new Semaphore(0);
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final History history = new History(SECOND);
  private final List<Deployment> published = new ArrayList<>();

  @TempDir private Path folder;
  private ServerProfile platform;
  private SiteProcess server;

  @BeforeEach
  void start() throws IOException {
    platform = new ServerProfile(folder);
    publish();
    server = SiteProcess.start(platform.environment());
  }

  @AfterEach
  void stop() {
    server.close();
    platform.close();
  }

  @Test
  void neverFailsNorMixesVersions()
      throws InterruptedException, ExecutionException, TimeoutException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> publisher =
          threads.submit(() -> {
            publishAndRollBack();
            return null;
          });
      var browsers = new ArrayList<Future<?>>();
      for (int i = 0; i < BROWSERS; i++) {
        browsers.add(
            threads.submit(() -> {
              browse(publisher);
              return null;
            }));
      }
      for (var browser : browsers) {
        browser.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
      if (!wrong.isEmpty()) {
        publisher.cancel(true);
      }
      assertThat(wrong).isEmpty();
      publisher.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    assertThat(requests).hasValueGreaterThanOrEqualTo(REQUESTS);
    assertThat(published).hasSizeGreaterThan(MOVES / 2);
  }

  /// Moves the alias as often as is due: twice to something new, then back to what was shown before
  /// the last two.
  private void publishAndRollBack() throws InterruptedException {
    for (int i = 1; i <= MOVES; i++) {
      if (!due.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("no requests any more before move " + i);
      }
      due.drainPermits();
      if (i % 3 == 0) {
        rollBack(published.size() - 3);
      } else {
        publish();
      }
    }
  }

  private void publish() {
    var site = new VersionedSite(published.size());
    var artifact = platform.store(site.files());
    history.move(site.version(), () -> published.add(platform.publish("main", artifact)));
  }

  private void rollBack(int version) {
    history.move(version, () -> platform.show(published.get(version)));
  }

  private void browse(Future<?> publisher) throws IOException, InterruptedException {
    var open = new ArrayDeque<String>();
    while (wrong.isEmpty() && (requests.get() < REQUESTS || !publisher.isDone())) {
      var page = page();
      VersionedSite.named(page).forEach(path -> file(page, path));
      open.add(page);
      if (open.size() > OPEN) {
        var old = open.remove();
        file(old, VersionedSite.named(old).getLast());
      }
    }
  }

  private String page() throws IOException, InterruptedException {
    long asked = System.nanoTime();
    var answer = server.get("shop", "/");
    long answered = System.nanoTime();
    count();
    var site = VersionedSite.of(answer.body());
    if (answer.statusCode() != 200 || !answer.body().equals(site.page())) {
      wrong.add("a page that is not whole: %d %s".formatted(answer.statusCode(), answer.body()));
    } else if (!history.allows(site.version(), asked, answered)) {
      wrong.add("version %d when it was not shown".formatted(site.version()));
    }
    return answer.body();
  }

  private void file(String page, String path) {
    var site = VersionedSite.of(page);
    try {
      var answer = server.get("shop", path);
      count();
      if (answer.statusCode() != 200 || !answer.body().equals(site.file(path))) {
        wrong.add(
            "%s of %s, %d moves ago: %d"
                .formatted(path, site, history.movesSince(site.version()), answer.statusCode()));
      }
    } catch (IOException e) {
      wrong.add("%s of %s: %s".formatted(path, site, e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void count() {
    if (requests.incrementAndGet() % (REQUESTS / (MOVES + 1)) == 0) {
      due.release();
    }
  }
}
