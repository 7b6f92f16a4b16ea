package dev.slipway.store.routes;

import dev.slipway.core.alias.RouteChanges.Listener;
import dev.slipway.core.project.ProjectId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A listener that keeps what it hears.
public final class RecordingListener implements Listener {

  private final List<ProjectId> changed = new CopyOnWriteArrayList<>();
  private final AtomicInteger missed = new AtomicInteger();

  public List<ProjectId> heard() {
    return List.copyOf(changed);
  }

  /// Returns how often it heard that it had missed something.
  public int missedTimes() {
    return missed.get();
  }

  @Override
  public void changed(ProjectId project) {
    changed.add(project);
  }

  @Override
  public void missed() {
    missed.incrementAndGet();
  }
}
