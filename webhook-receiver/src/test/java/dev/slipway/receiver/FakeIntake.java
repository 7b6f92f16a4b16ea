package dev.slipway.receiver;

import dev.slipway.core.delivery.Decision;
import dev.slipway.core.delivery.Delivery;
import dev.slipway.core.delivery.Intake;
import dev.slipway.core.delivery.Intent;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.deployment.ShortId;
import dev.slipway.core.project.ProjectId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/// An intake in memory: counts a delivery once, joins what is on its way, supersedes what is older.
public final class FakeIntake implements Intake {

  private final FakeProjects projects;
  private final FakeDeployments deployments;
  private final Clock clock;
  private final Random random = new Random(7);
  private final List<Accepted> accepted = new ArrayList<>();
  private final List<Intent.Deploy> requested = new ArrayList<>();
  private long sequence;

  record Accepted(Delivery delivery, Intent intent, Decision decision) {}

  FakeIntake(FakeProjects projects, FakeDeployments deployments, Clock clock) {
    this.projects = projects;
    this.deployments = deployments;
    this.clock = clock;
  }

  synchronized List<Accepted> accepted() {
    return List.copyOf(accepted);
  }

  /// Returns what was asked for, whether by a delivery or by hand.
  synchronized List<Intent.Deploy> requested() {
    return List.copyOf(requested);
  }

  @Override
  public synchronized Decision accept(Delivery delivery, Intent intent) {
    for (var known : accepted) {
      if (known.delivery().project().equals(delivery.project())
          && known.delivery().id().equals(delivery.id())) {
        return known.decision();
      }
    }
    var decision =
        switch (intent) {
          case Intent.Deploy deploy -> request(delivery.project(), deploy);
          case Intent.Remove(var branch, _) -> new Decision.Removed(branch + " was deleted.");
          case Intent.Nothing(String reason) -> new Decision.Ignored(reason);
        };
    accepted.add(new Accepted(delivery, intent, decision));
    return decision;
  }

  @Override
  public synchronized Decision request(ProjectId project, Intent.Deploy intent) {
    requested.add(intent);
    for (var older : deployments.of(project).toList()) {
      if (older.branch().equals(intent.branch()) && !older.state().isFinal()) {
        if (intent.commit().isPresent() && older.commit().equals(intent.commit())) {
          return new Decision.Joined(older.id(), older.shortId());
        }
        var reason = Reason.of("superseded", "A newer push to this branch came.");
        deployments.move(older.id(), DeploymentState.SUPERSEDED, reason);
      }
    }
    var deployment = deployment(project, intent);
    deployments.put(deployment);
    return new Decision.Queued(deployment.id(), deployment.shortId());
  }

  private Deployment deployment(ProjectId project, Intent.Deploy intent) {
    return new Deployment(
        new DeploymentId(UUID.randomUUID()),
        ShortId.random(random),
        ++sequence,
        project,
        intent.branch(),
        projects.byId(project).environmentOf(intent.branch()),
        intent.commit(),
        DeploymentState.QUEUED,
        Optional.empty(),
        Optional.empty(),
        clock.instant(),
        Optional.empty(),
        Optional.empty());
  }
}
