package dev.slipway.core.retention;

import static java.util.stream.Collectors.groupingBy;

import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.project.Environment;
import dev.slipway.core.project.ProjectId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The deployments whose files stay, and why.
record Reachable(Map<DeploymentId, Reach> reasons) {

  Reachable {
    reasons = Map.copyOf(reasons);
  }

  static Reachable of(RetentionPolicy policy, RetentionFacts facts, Instant now) {
    var reasons = new HashMap<DeploymentId, Reach>();
    for (var deployment : facts.ready()) {
      deployment.reach().ifPresent(reach -> reasons.put(deployment.id(), reach));
      if (deployment.readyAt().isAfter(now.minus(policy.ages().young()))) {
        reasons.putIfAbsent(deployment.id(), Reach.YOUNG);
      }
    }
    facts.ready().stream().collect(groupingBy(Line::of)).values().stream()
        .flatMap(line ->
            line.stream()
                .sorted(Comparator.comparingLong(ReadyDeployment::sequence).reversed())
                .limit(policy.recent()))
        .forEach(deployment -> reasons.putIfAbsent(deployment.id(), Reach.RECENT));
    return new Reachable(reasons);
  }

  boolean contains(DeploymentId deployment) {
    return reasons.containsKey(deployment);
  }

  /// Returns why `deployment` stays; empty if it need not.
  Optional<Reach> reason(DeploymentId deployment) {
    return Optional.ofNullable(reasons.get(deployment));
  }

  /// What one can go back in: production and previews each have their own newest.
  private record Line(ProjectId project, Environment environment) {

    static Line of(ReadyDeployment deployment) {
      return new Line(deployment.project(), deployment.environment());
    }
  }
}
