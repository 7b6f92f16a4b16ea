package dev.slipway.store.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.core.alias.RouteChanges;
import dev.slipway.core.project.ProjectId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// What everything does that passes word of changed routes. Its tests run on each of them.
public interface RouteChangesContract {

  ProjectId FIRST = new ProjectId(new UUID(0, 1));
  ProjectId SECOND = new ProjectId(new UUID(0, 2));

  /// Returns what passes the word, the same for the whole of a test.
  RouteChanges changes();

  @Test
  default void tellsEveryListenerOfEveryChangeInOrder() {
    var one = new RecordingListener();
    var other = new RecordingListener();
    try (var _ = changes().listen(one);
        var _ = changes().listen(other)) {
      changes().changed(FIRST);
      changes().changed(SECOND);

      await().untilAsserted(() -> assertThat(one.heard()).containsExactly(FIRST, SECOND));
      await().untilAsserted(() -> assertThat(other.heard()).containsExactly(FIRST, SECOND));
    }
    assertThat(List.of(one.missedTimes(), other.missedTimes())).containsExactly(0, 0);
  }

  @Test
  default void tellsNothingOfWhatWasBefore() {
    changes().changed(FIRST);
    var listener = new RecordingListener();

    try (var _ = changes().listen(listener)) {
      changes().changed(SECOND);

      await().untilAsserted(() -> assertThat(listener.heard()).contains(SECOND));
      assertThat(listener.heard()).containsExactly(SECOND);
    }
  }

  @Test
  default void tellsNothingAfterTheEnd() {
    var ended = new RecordingListener();
    var listener = new RecordingListener();
    changes().listen(ended).close();
    try (var _ = changes().listen(listener)) {
      changes().changed(FIRST);

      await().untilAsserted(() -> assertThat(listener.heard()).containsExactly(FIRST));
      assertThat(ended.heard()).isEmpty();
    }
  }

  @Test
  default void callsTheListenerInAThreadOfItsOwn() {
    var thread = new AtomicReference<>(Thread.currentThread());
    var listener =
        new RouteChanges.Listener() {
          @Override
          public void changed(ProjectId project) {
            thread.set(Thread.currentThread());
          }

          @Override
          public void missed() {
            throw new AssertionError("nothing was missed");
          }
        };

    try (var _ = changes().listen(listener)) {
      changes().changed(FIRST);

      await().until(() -> !thread.get().equals(Thread.currentThread()));
    }
  }

  @Test
  default void goesOnAfterAListenerHasFailed() {
    var heard = new RecordingListener();
    var failing =
        new RouteChanges.Listener() {
          @Override
          public void changed(ProjectId project) {
            heard.changed(project);
            throw new IllegalStateException("the listener fails");
          }

          @Override
          public void missed() {
            heard.missed();
          }
        };

    try (var _ = changes().listen(failing)) {
      changes().changed(FIRST);
      changes().changed(SECOND);

      await().untilAsserted(() -> assertThat(heard.heard()).containsExactly(FIRST, SECOND));
    }
  }
}
