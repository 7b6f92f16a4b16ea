package dev.slipway.site.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.alias.Route;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.project.ProjectId;
import dev.slipway.site.RecordingRoutes;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// What is known of routes while somebody watches for changes.
final class WatchedRoutesTest {

  private static final HostLabel SHOP = new HostLabel("shop");
  private static final Duration MOMENT = Duration.ofMillis(500);
  private static final ProjectId PROJECT = new ProjectId(new UUID(3, 4));
  private static final Route OLD = ready("aa");
  private static final Route NEW = ready("bb");

  private final RecordingRoutes routes = new RecordingRoutes();
  private final SettableClock clock = new SettableClock();
  private final AtomicBoolean watched = new AtomicBoolean(true);
  private final KnownRoutes known =
      new KnownRoutes(routes, clock, MOMENT, Duration.ofSeconds(5), RouteMemory.NONE, watched::get);

  @Test
  void areNotAskedForAgainForAMinute() {
    routes.set("shop", OLD);
    known.resolve(SHOP);

    clock.advance(Duration.ofSeconds(59));

    assertThat(known.resolve(SHOP)).contains(OLD);
    assertThat(routes.asked()).isEqualTo(1);
  }

  @Test
  void areAskedForBeforeTheNextAnswerOnceTheyChanged() {
    routes.set("shop", OLD);
    known.resolve(SHOP);
    routes.set("shop", NEW);

    known.forget(PROJECT);

    assertThat(known.resolve(SHOP)).contains(NEW);
  }

  @Test
  void areServedWhileTheyAreAskedForAfterAMinute() {
    routes.set("shop", OLD);
    known.resolve(SHOP);
    var gate = routes.hang();
    clock.advance(Duration.ofSeconds(61));

    assertThat(known.resolve(SHOP)).contains(OLD);
    await().until(() -> routes.asked() == 2);

    gate.countDown();
    await().until(() -> known.resolve(SHOP).isPresent() && routes.asked() == 2);
  }

  @Test
  void areAskedForEachMomentWhereNothingIsReadyYet() {
    routes.set("shop", RecordingRoutes.notReady(DeploymentState.BUILDING));
    known.resolve(SHOP);
    routes.set("shop", NEW);

    clock.advance(MOMENT);

    assertThat(known.resolve(SHOP)).contains(NEW);
  }

  @Test
  void areAskedForEachMomentWhenNobodyWatchesAnyMore() {
    routes.set("shop", OLD);
    known.resolve(SHOP);
    routes.set("shop", NEW);
    watched.set(false);

    clock.advance(MOMENT);

    assertThat(known.resolve(SHOP)).contains(NEW);
  }

  private static Route ready(String digit) {
    return RecordingRoutes.production(new ArtifactDigest(digit.repeat(32)));
  }
}
