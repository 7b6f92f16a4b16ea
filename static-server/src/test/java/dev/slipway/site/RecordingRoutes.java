package dev.slipway.site;

import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.alias.Route;
import dev.slipway.core.alias.Routes;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.App;
import dev.slipway.core.deployment.Commit;
import dev.slipway.core.deployment.CommitSha;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.deployment.ShortId;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.Environment;
import dev.slipway.core.project.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// Routes that a test sets, that count how often they are asked, and that can go down or hang.
public final class RecordingRoutes implements Routes {

  private final Map<HostLabel, Route> routes = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean down;
  private volatile CountDownLatch gate = new CountDownLatch(0);

  /// Makes `label` serve `route`.
  public void set(String label, Route route) {
    routes.put(new HostLabel(label), route);
  }

  /// Makes every question fail, or no longer.
  public void setDown(boolean value) {
    down = value;
  }

  /// Makes every question wait until the latch that is returned is counted down.
  public CountDownLatch hang() {
    gate = new CountDownLatch(1);
    return gate;
  }

  /// Returns how often it was asked.
  public int asked() {
    return asked.get();
  }

  @Override
  public Route resolve(HostLabel label) {
    asked.incrementAndGet();
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    if (down) {
      throw new IllegalStateException("connection refused");
    }
    return routes.getOrDefault(label, new Route.Unknown());
  }

  /// Returns the production host's route to `artifact`.
  public static Route.Ready production(ArtifactDigest artifact) {
    return ready(artifact, Environment.PRODUCTION, false);
  }

  /// Returns a route to `artifact`.
  public static Route.Ready ready(ArtifactDigest artifact, Environment environment, boolean fixed) {
    var deployment =
        deployment(DeploymentState.READY, environment, Optional.empty(), Optional.of(artifact));
    return new Route.Ready(deployment, artifact, fixed);
  }

  /// Returns the same host as one that showed `earlier` until a short while ago.
  public static Route.Ready after(Route.Ready route, ArtifactDigest... earlier) {
    return new Route.Ready(
        route.deployment(), route.artifact(), route.fixed(), List.of(earlier), route.access());
  }

  /// Returns a route to a deployment that is on its way.
  public static Route notReady(DeploymentState state) {
    return new Route.NotReady(
        deployment(state, Environment.PREVIEW, Optional.empty(), Optional.empty()));
  }

  /// Returns a route to a deployment that ended in `state`.
  public static Route ended(DeploymentState state, Reason reason) {
    return new Route.NotReady(
        deployment(state, Environment.PREVIEW, Optional.of(reason), Optional.empty()));
  }

  /// Returns a route to an app that `start` starts, whose program is `artifact`.
  public static Route.App app(String start, ArtifactDigest artifact) {
    var site =
        deployment(
            DeploymentState.READY, Environment.PREVIEW, Optional.empty(), Optional.of(artifact));
    return new Route.App(
        new Deployment(
            site.id(),
            site.shortId(),
            site.sequence(),
            site.project(),
            site.branch(),
            site.environment(),
            site.commit(),
            site.state(),
            site.reason(),
            site.artifact(),
            App.of(start),
            site.createdAt(),
            site.startedAt(),
            site.finishedAt()));
  }

  private static Deployment deployment(
      DeploymentState state,
      Environment environment,
      Optional<Reason> reason,
      Optional<ArtifactDigest> artifact) {
    return new Deployment(
        new DeploymentId(new UUID(1, 2)),
        new ShortId("abc123def4"),
        1,
        new ProjectId(new UUID(3, 4)),
        new BranchName("feature/<b>nice</b>"),
        environment,
        Optional.of(
            new Commit(
                new CommitSha("0123456789abcdef0123456789abcdef01234567"),
                "Make <script>alert(1)</script> & \"friends\" work",
                "Ada")),
        state,
        reason,
        artifact,
        Instant.EPOCH,
        Optional.empty(),
        Optional.empty());
  }
}
