package dev.slipway.site.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.core.alias.RouteChanges;
import dev.slipway.core.alias.RouteLedger;
import dev.slipway.core.project.ProjectId;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RouteWatchTest {

  private static final ProjectId SHOP = new ProjectId(new UUID(1, 1));
  private static final ProjectId BLOG = new ProjectId(new UUID(2, 2));

  private final Ledger ledger = new Ledger();
  private final Heard heard = new Heard();
  private final RouteWatch watch = new RouteWatch(ledger, Duration.ofMillis(20));

  @BeforeEach
  void startAfterAChange() {
    ledger.entries.add(new RouteLedger.Entry(7, SHOP));
    watch.start(heard);
    await().until(watch::isSure);
  }

  @AfterEach
  void stop() {
    watch.close();
  }

  @Test
  void tellsEachChangeOnceAndNothingOfBefore() {
    ledger.entries.add(new RouteLedger.Entry(8, BLOG));
    await().until(() -> heard.projects.contains(BLOG));
    ledger.entries.add(new RouteLedger.Entry(9, SHOP));
    await().until(() -> heard.projects.contains(SHOP));

    assertThat(heard.projects).containsExactly(BLOG, SHOP);
    assertThat(heard.missed).hasValue(1);
  }

  @Test
  void seesWhatAppearsLateBelowTheNewest() {
    ledger.entries.add(new RouteLedger.Entry(10, BLOG));
    await().until(() -> heard.projects.contains(BLOG));

    ledger.entries.add(new RouteLedger.Entry(9, SHOP));

    await().until(() -> heard.projects.equals(List.of(BLOG, SHOP)));
  }

  @Test
  void isNotSureWithoutAnswersAndTellsThatItMissedSome() {
    ledger.down = true;
    await().until(() -> !watch.isSure());
    ledger.entries.add(new RouteLedger.Entry(8, BLOG));

    ledger.down = false;

    await().until(watch::isSure);
    assertThat(heard.missed).hasValue(2);
  }

  @Test
  void isNotSureOnceItIsClosed() {
    watch.close();

    await().until(() -> !watch.isSure());
    assertThat(heard.projects).isEmpty();
  }

  private static final class Ledger implements RouteLedger {

    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private volatile boolean down;

    @Override
    public long newest() {
      return after(0).stream().mapToLong(Entry::number).max().orElse(0);
    }

    @Override
    public List<Entry> after(long number) {
      if (down) {
        throw new IllegalStateException("connection refused");
      }
      return entries.stream()
          .filter(entry -> entry.number() > number)
          .sorted(Comparator.comparingLong(Entry::number))
          .toList();
    }
  }

  private static final class Heard implements RouteChanges.Listener {

    private final List<ProjectId> projects = new CopyOnWriteArrayList<>();
    private final AtomicInteger missed = new AtomicInteger();

    @Override
    public void changed(ProjectId project) {
      projects.add(project);
    }

    @Override
    public void missed() {
      missed.incrementAndGet();
    }
  }
}
