package dev.slipway.store.tables;

import dev.slipway.core.access.Access;
import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.alias.Route;
import dev.slipway.core.alias.Routes;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.store.database.Db;
import dev.slipway.store.tables.HostTable.Host;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What each host serves, from the database.
public final class DatabaseRoutes implements Routes {

  private static final int MOST_EARLIER = 10;

  private final Db db;
  private final Clock clock;
  private final Duration grace;

  /// For who only asks what hosts show now.
  public DatabaseRoutes(Db db) {
    this(db, Clock.systemUTC(), Duration.ZERO);
  }

  /// For who serves it.
  ///
  /// @param grace how long it matters what an alias showed before
  public DatabaseRoutes(Db db, Clock clock, Duration grace) {
    this.db = db;
    this.clock = clock;
    this.grace = grace;
  }

  @Override
  public Route resolve(HostLabel label) {
    return HostTable.find(db, label)
        .map(host -> guarded(route(host), host.own(), host.settled()))
        .orElseGet(() -> byUuid(label));
  }

  private Route byUuid(HostLabel label) {
    return DeploymentId.parse(label.value())
        .flatMap(id -> DeploymentTable.find(db, id))
        .map(deployment ->
            guarded(route(deployment, true, Optional.empty()), false, settled(deployment)))
        .orElseGet(Route.Unknown::new);
  }

  private Route route(Host host) {
    if (host.removed()) {
      return new Route.Empty(true);
    }
    return host.deployment()
        .map(id -> DeploymentTable.get(db, id))
        .or(() -> newest(host))
        .map(deployment -> route(deployment, host.fixed(), Optional.of(host)))
        .orElseGet(Route.Empty::new);
  }

  private Route route(Deployment deployment, boolean fixed, Optional<Host> host) {
    if (deployment.app().isPresent() && deployment.artifact().isPresent()) {
      return new Route.App(deployment);
    }
    return deployment
        .artifact()
        .<Route>map(artifact ->
            new Route.Ready(
                deployment,
                artifact,
                fixed,
                host.map(alias -> earlier(alias, artifact)).orElse(List.of()),
                new Access.Open()))
        .orElseGet(() -> new Route.NotReady(deployment));
  }

  /// Returns what `host` showed before `current` and until a short while ago, the newest first. One
  /// that has not moved lately has shown nothing else, which costs no query.
  private List<ArtifactDigest> earlier(Host host, ArtifactDigest current) {
    var since = clock.instant().minus(grace);
    return host.fixed() || !host.changedAt().isAfter(since)
        ? List.of()
        : AliasMoveTable.shownUntil(db, host.label(), since).stream()
            .filter(artifact -> !artifact.equals(current))
            .limit(MOST_EARLIER)
            .toList();
  }

  private Optional<AccessTable.Entry> settled(Deployment deployment) {
    return AccessTable.find(db, deployment.project());
  }

  /// Returns `route` with who may see it.
  ///
  /// @param own whether it is that of a project's own host
  /// @param settled what the project has settled about access
  private static Route guarded(Route route, boolean own, Optional<AccessTable.Entry> settled) {
    if (settled.isEmpty()) {
      return route;
    }
    return switch (route) {
      case Route.Ready(var deployment, var artifact, var fixed, var earlier, _) -> {
        var access = settled.get().access(own, deployment.environment());
        yield new Route.Ready(deployment, artifact, fixed, earlier, access);
      }
      case Route.App(var deployment, _) ->
          new Route.App(deployment, settled.get().access(own, deployment.environment()));
      case Route.NotReady(var deployment, _) ->
          new Route.NotReady(deployment, settled.get().access(own, deployment.environment()));
      case Route.Empty _, Route.Unknown _ -> route;
    };
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
