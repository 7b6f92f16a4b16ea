package dev.slipway.store.local;

import dev.slipway.core.alias.RouteChanges;
import dev.slipway.core.project.ProjectId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Passes word of changed routes to listeners of the same process. Thread-safe.
public final class LocalRouteChanges implements RouteChanges {

  private final List<LocalSubscription> subscriptions = new CopyOnWriteArrayList<>();

  @Override
  public void changed(ProjectId project) {
    subscriptions.forEach(subscription -> subscription.add(project));
  }

  @Override
  public Subscription listen(Listener listener) {
    var subscription = new LocalSubscription(listener, subscriptions::remove);
    subscriptions.add(subscription);
    return subscription;
  }
}
