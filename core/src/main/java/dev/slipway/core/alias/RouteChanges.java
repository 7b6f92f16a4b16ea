package dev.slipway.core.alias;

import dev.slipway.core.project.ProjectId;

/// Passes word that hosts of a project serve something else now, from who changed that to all who
/// remember what hosts serve. Word may get lost, so nobody remembers for long.
public interface RouteChanges {

  /// Says that hosts of `project` have changed. Returns soon, and never throws.
  void changed(ProjectId project);

  /// Calls `listener` in a thread of its own, until the subscription is closed.
  Subscription listen(Listener listener);

  /// Who remembers what hosts serve.
  interface Listener {

    /// Hears that hosts of `project` have changed.
    void changed(ProjectId project);

    /// Hears that word may have got lost: hosts of any project may have changed.
    void missed();
  }

  /// What ends the listening.
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
