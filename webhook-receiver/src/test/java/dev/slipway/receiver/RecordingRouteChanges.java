package dev.slipway.receiver;

import dev.slipway.core.alias.RouteChanges;
import dev.slipway.core.project.ProjectId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Keeps which projects were said to have changed.
public final class RecordingRouteChanges implements RouteChanges {

  private final List<ProjectId> changed = new CopyOnWriteArrayList<>();

  List<ProjectId> changed() {
    return changed;
  }

  @Override
  public void changed(ProjectId project) {
    changed.add(project);
  }

  @Override
  public Subscription listen(Listener listener) {
    throw new UnsupportedOperationException("the receiver does not listen");
  }
}
