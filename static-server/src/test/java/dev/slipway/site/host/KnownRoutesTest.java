package dev.slipway.site.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.alias.Route;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.project.ProjectId;
import dev.slipway.site.RecordingRoutes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KnownRoutesTest {

  private static final HostLabel SHOP = new HostLabel("shop");
  private static final Duration MOMENT = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final ProjectId PROJECT = new ProjectId(new UUID(3, 4));
  private static final Route.Ready OLD = ready("aa");
  private static final Route NEW = ready("bb");

  private final RecordingRoutes routes = new RecordingRoutes();
  private final SettableClock clock = new SettableClock();
  private final KnownRoutes known = new KnownRoutes(routes, clock, MOMENT, PATIENCE);

  @Test
  void asksOnceInAMoment() {
    routes.set("shop", OLD);

    for (int i = 0; i < 100; i++) {
      assertThat(known.resolve(SHOP)).contains(OLD);
    }

    assertThat(routes.asked()).isEqualTo(1);
  }

  @Test
  void asksOnceForABurst() throws InterruptedException, ExecutionException {
    routes.set("shop", OLD);
    var gate = routes.hang();
    var answers = new ArrayList<Future<Optional<Route>>>();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        answers.add(threads.submit(() -> known.resolve(SHOP)));
      }
      await().until(() -> routes.asked() == 1);
      gate.countDown();
    }

    for (var answer : answers) {
      assertThat(answer.get()).contains(OLD);
    }
    assertThat(routes.asked()).isEqualTo(1);
  }

  @Test
  void seesAfterAMomentWhatHasChanged() {
    routes.set("shop", RecordingRoutes.notReady(DeploymentState.BUILDING));
    known.resolve(SHOP);
    routes.set("shop", NEW);

    clock.advance(MOMENT);

    assertThat(known.resolve(SHOP)).contains(NEW);
  }

  @Test
  void tellsForHowLongAHostServesARoute() {
    routes.set("shop", OLD);
    known.resolve(SHOP);
    var standing = known.standing(SHOP, OLD).orElseThrow();

    assertThat(standing.getAsBoolean()).isTrue();
    clock.advance(MOMENT);
    assertThat(standing.getAsBoolean()).isFalse();
  }

  @Test
  void tellsAtOnceThatAHostMayServeSomethingElse() {
    routes.set("shop", OLD);
    known.resolve(SHOP);
    var standing = known.standing(SHOP, OLD).orElseThrow();

    known.forget(PROJECT);
    assertThat(standing.getAsBoolean()).isFalse();
    assertThat(known.standing(SHOP, OLD)).isEmpty();

    known.resolve(SHOP);
    assertThat(standing.getAsBoolean()).isFalse();
    assertThat(known.standing(SHOP, OLD).orElseThrow().getAsBoolean()).isTrue();

    routes.set("shop", NEW);
    known.forgetAll();
    known.resolve(SHOP);
    assertThat(known.standing(SHOP, OLD)).isEmpty();
  }

  @Test
  void knowsNoStandingOfAnEqualRouteThatIsAnotherObject() {
    routes.set("shop", OLD);
    known.resolve(SHOP);

    assertThat(known.standing(SHOP, ready("aa"))).isEmpty();
  }

  @Test
  void forgetsAHostThatIsNoMore() {
    routes.set("shop", OLD);
    known.resolve(SHOP);
    routes.set("shop", new Route.Unknown());

    clock.advance(MOMENT);

    assertThat(known.resolve(SHOP)).contains(new Route.Unknown());
    routes.setDown(true);
    clock.advance(MOMENT);
    assertThat(known.resolve(SHOP)).isEmpty();
  }

  @Test
  void asksAgainWhenTheClockWasSetBack() {
    routes.set("shop", OLD);
    known.resolve(SHOP);
    routes.set("shop", NEW);

    clock.advance(Duration.ofHours(-1));

    assertThat(known.resolve(SHOP)).contains(NEW);
  }

  @Test
  void asksOnceInAMomentDuringAnOutageToo() {
    routes.set("shop", OLD);
    known.resolve(SHOP);
    routes.setDown(true);
    clock.advance(MOMENT);
    assertThat(known.resolve(SHOP)).contains(OLD);
    int before = routes.asked();

    for (int i = 0; i < 100; i++) {
      assertThat(known.resolve(SHOP)).contains(OLD);
    }

    assertThat(routes.asked()).isEqualTo(before);
  }

  @Test
  void waitsNoLongerThanItsPatience() {
    var hasty = new KnownRoutes(routes, clock, MOMENT, Duration.ofMillis(20));
    routes.set("shop", OLD);
    hasty.resolve(SHOP);
    clock.advance(MOMENT);

    var gate = routes.hang();

    assertThat(hasty.resolve(SHOP)).contains(OLD);
    assertThat(hasty.resolve(new HostLabel("other"))).isEmpty();
    gate.countDown();
  }

  @Test
  void waitsForNothingOnceItKnowsOfAnOutage() {
    routes.set("shop", OLD);
    known.resolve(SHOP);
    var other = new HostLabel("other");
    routes.set("other", OLD);
    known.resolve(other);
    routes.setDown(true);
    clock.advance(MOMENT);
    known.resolve(SHOP);

    var gate = routes.hang();
    var start = System.nanoTime();
    assertThat(known.resolve(other)).contains(OLD);
    var waited = Duration.ofNanos(System.nanoTime() - start);

    assertThat(waited).isLessThan(PATIENCE);
    gate.countDown();
  }

  @Test
  void asksAgainForWhatAProjectsHostsServeOnceThatIsForgotten() {
    routes.set("shop", OLD);
    known.resolve(SHOP);
    routes.set("shop", NEW);

    known.forget(PROJECT);

    assertThat(known.resolve(SHOP)).contains(NEW);
    known.resolve(SHOP);
    assertThat(routes.asked()).isEqualTo(2);
  }

  @Test
  void keepsWhatHostsOfOtherProjectsServe() {
    routes.set("shop", OLD);
    known.resolve(SHOP);

    known.forget(new ProjectId(new UUID(9, 9)));

    assertThat(known.resolve(SHOP)).contains(OLD);
    assertThat(routes.asked()).isEqualTo(1);
  }

  @Test
  void asksAgainForAHostThatShowsNothingYet() {
    var nothing =
        List.of(
            new Route.Unknown(),
            new Route.Empty(),
            RecordingRoutes.notReady(DeploymentState.BUILDING));
    for (var route : nothing) {
      var label = new HostLabel("host" + nothing.indexOf(route));
      routes.set(label.value(), route);
      assertThat(known.resolve(label)).contains(route);
      routes.set(label.value(), NEW);

      known.forget(PROJECT);

      assertThat(known.resolve(label)).contains(NEW);
    }
  }

  @Test
  void asksAgainForEveryHostOnceAllIsForgotten() {
    routes.set("shop", OLD);
    known.resolve(SHOP);
    routes.set("shop", NEW);

    known.forgetAll();

    assertThat(known.resolve(SHOP)).contains(NEW);
  }

  @Test
  void servesWhatWasForgottenInAnOutage() {
    routes.set("shop", OLD);
    known.resolve(SHOP);
    routes.setDown(true);

    known.forget(PROJECT);
    known.forgetAll();

    assertThat(known.resolve(SHOP)).contains(OLD);
    assertThat(known.resolve(SHOP)).contains(OLD);
  }

  @Test
  void asksAnewWhileAQuestionFromBeforeTheChangeHasNoAnswer()
      throws InterruptedException, ExecutionException {
    routes.set("shop", OLD);
    var gate = routes.hang();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var before = threads.submit(() -> known.resolve(SHOP));
      await().until(() -> routes.asked() == 1);

      known.forget(PROJECT);
      var after = threads.submit(() -> known.resolve(SHOP));
      await().until(() -> routes.asked() == 2);
      gate.countDown();

      assertThat(before.get()).contains(OLD);
      assertThat(after.get()).contains(OLD);
    }
    assertThat(routes.asked()).isEqualTo(2);
  }

  @Test
  void doesNotKeepForAMomentWhatWasAskedBeforeTheChange()
      throws InterruptedException, ExecutionException {
    routes.set("shop", OLD);
    var gate = routes.hang();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var before = threads.submit(() -> known.resolve(SHOP));
      await().until(() -> routes.asked() == 1);

      known.forget(PROJECT);
      gate.countDown();
      before.get();
    }
    routes.set("shop", NEW);

    assertThat(known.resolve(SHOP)).contains(NEW);
  }

  @Test
  void servesAfterARestartInAnOutageWhatWasServedBefore(@TempDir Path folder) {
    routes.set("shop", OLD);
    try (var journal = RouteJournal.in(folder)) {
      restarted(journal).resolve(SHOP);
    }
    routes.setDown(true);

    try (var journal = RouteJournal.in(folder)) {
      var after = restarted(journal);

      assertThat(after.resolve(SHOP)).contains(OLD);
      assertThat(after.resolve(new HostLabel("other"))).isEmpty();
    }
  }

  @Test
  void neverPrefersWhatItRemembersToTheDatabase(@TempDir Path folder) {
    try (var journal = RouteJournal.in(folder)) {
      journal.remember(SHOP, OLD);
      journal.remember(new HostLabel("gone"), OLD);
    }
    routes.set("shop", NEW);

    try (var journal = RouteJournal.in(folder)) {
      var after = restarted(journal);

      assertThat(after.resolve(SHOP)).contains(NEW);
      assertThat(after.resolve(new HostLabel("gone"))).contains(new Route.Unknown());
    }
    try (var journal = RouteJournal.in(folder)) {
      assertThat(journal.recall()).containsExactly(Map.entry(SHOP, NEW));
    }
  }

  private KnownRoutes restarted(RouteMemory memory) {
    return new KnownRoutes(routes, clock, MOMENT, PATIENCE, memory, () -> false);
  }

  private static Route.Ready ready(String digit) {
    return RecordingRoutes.production(new ArtifactDigest(digit.repeat(32)));
  }
}
