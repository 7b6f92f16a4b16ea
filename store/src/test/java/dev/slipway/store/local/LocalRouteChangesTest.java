package dev.slipway.store.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.core.alias.RouteChanges;
import dev.slipway.core.project.ProjectId;
import dev.slipway.store.routes.RecordingListener;
import dev.slipway.store.routes.RouteChangesContract;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class LocalRouteChangesTest implements RouteChangesContract {

  private final LocalRouteChanges changes = new LocalRouteChanges();

  @Override
  public RouteChanges changes() {
    return changes;
  }

  @Test
  void tellsAListenerThatIsFarBehindThatItMissedSomething() {
    var gate = new CountDownLatch(1);
    var heard = new RecordingListener();
    var slow =
        new RouteChanges.Listener() {
          @Override
          public void changed(ProjectId project) {
            try {
              gate.await();
            } catch (InterruptedException _) {
              Thread.currentThread().interrupt();
            }
            heard.changed(project);
          }

          @Override
          public void missed() {
            heard.missed();
          }
        };

    try (var _ = changes.listen(slow)) {
      for (int i = 0; i < 5000; i++) {
        changes.changed(new ProjectId(new UUID(1, i)));
      }
      gate.countDown();

      await().until(() -> heard.missedTimes() == 1);
      assertThat(heard.heard().size()).isLessThan(5000);
    }
  }
}
