package dev.slipway.core.alias;

import dev.slipway.core.project.ProjectId;
import java.util.function.Consumer;

/// Passes word that hosts of a project serve something else now, from who changed that to all who
/// remember what hosts serve. Word may get lost, so nobody remembers for long.
public interface RouteChanges {

  /// Says that hosts of `project` have changed. Returns soon, and never throws.
  void changed(ProjectId project);

  /// Calls `listener` for every project that is said to have changed, in a thread of its own, until
  /// the subscription is closed.
  Subscription listen(Consumer<ProjectId> listener);

  /// What ends the listening.
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
