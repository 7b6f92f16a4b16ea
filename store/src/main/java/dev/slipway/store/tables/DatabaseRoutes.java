package dev.slipway.store.tables;

import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.alias.Route;
import dev.slipway.core.alias.Routes;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.store.database.Db;
import dev.slipway.store.tables.HostTable.Host;
import java.util.Optional;

/// What each host serves, from the database.
public final class DatabaseRoutes implements Routes {

  private final Db db;

  public DatabaseRoutes(Db db) {
    this.db = db;
  }

  @Override
  public Route resolve(HostLabel label) {
    return HostTable.find(db, label).map(this::route).orElseGet(() -> byUuid(label));
  }

  private Route byUuid(HostLabel label) {
    return DeploymentId.parse(label.value())
        .flatMap(id -> DeploymentTable.find(db, id))
        .map(deployment -> route(deployment, true))
        .orElseGet(Route.Unknown::new);
  }

  private Route route(Host host) {
    if (host.removed()) {
      return new Route.Empty(true);
    }
    return host.deployment()
        .map(id -> DeploymentTable.get(db, id))
        .or(() -> newest(host))
        .map(deployment -> route(deployment, host.fixed()))
        .orElseGet(Route.Empty::new);
  }

  private static Route route(Deployment deployment, boolean fixed) {
    return deployment
        .artifact()
        .<Route>map(artifact -> new Route.Ready(deployment, artifact, fixed))
        .orElseGet(() -> new Route.NotReady(deployment));
  }

  /// Returns the newest deployment that `host`, an alias with nothing ready, will show if it gets
  /// ready.
  private Optional<Deployment> newest(Host host) {
    var statement =
        host.branch()
            .map(branch -> db.sql(NEWEST_OF_BRANCH).bind("branch", branch.value()))
            .orElseGet(() -> db.sql(NEWEST_OF_PRODUCTION));
    return statement.bind("project", host.project().value()).optional(DeploymentTable::deployment);
  }

  private static final String NEWEST_OF_BRANCH =
      """
      select * from deployment where project = cast(:project as uuid) and branch = :branch
      order by sequence desc limit 1
      """;

  private static final String NEWEST_OF_PRODUCTION =
      """
      select * from deployment
      where project = cast(:project as uuid) and environment = 'production'
      order by sequence desc limit 1
      """;
}
