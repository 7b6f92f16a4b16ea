package dev.slipway.store.tables;

import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.project.Environment;
import dev.slipway.core.project.Project;
import dev.slipway.core.retention.RetentionPolicy;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What can be reached, by a simple model of its own: it only remembers what happened.
final class ReachModel {

  private final RetentionPolicy policy;
  private final Clock clock;
  private final List<Deployment> deployments = new ArrayList<>();
  private final Map<String, List<Move>> moves = new LinkedHashMap<>();
  private final Set<DeploymentId> pins = new LinkedHashSet<>();

  /// That a host began to show something.
  private record Move(DeploymentId deployment, Instant at) {}

  ReachModel(RetentionPolicy policy, Clock clock) {
    this.policy = policy;
    this.clock = clock;
  }

  void published(Deployment deployment, Project project, String branch) {
    deployments.add(deployment);
    moved(branch + "--" + project.name().value(), deployment);
    if (deployment.environment() == Environment.PRODUCTION) {
      moved(project.name().value(), deployment);
    }
  }

  void promoted(Deployment deployment, String label) {
    moved(label, deployment);
  }

  void pinned(DeploymentId id) {
    pins.add(id);
  }

  void unpinned(DeploymentId id) {
    pins.remove(id);
  }

  int pins() {
    return pins.size();
  }

  Optional<DeploymentId> anyPin() {
    return pins.stream().findFirst();
  }

  List<Deployment> all() {
    return deployments;
  }

  /// Returns what each host shows.
  Map<String, DeploymentId> shown() {
    var shown = new LinkedHashMap<String, DeploymentId>();
    moves.forEach((label, list) -> shown.put(label, list.getLast().deployment()));
    return shown;
  }

  /// Returns the deployments whose files nobody may take away now.
  Set<DeploymentId> mustStay() {
    var stay = new HashSet<>(pins);
    moves.values().forEach(list -> addShown(list, stay));
    var counts = new LinkedHashMap<String, Integer>();
    for (var deployment : deployments.reversed()) {
      var line = deployment.project().value() + " " + deployment.environment();
      if (counts.merge(line, 1, Integer::sum) <= policy.recent()) {
        stay.add(deployment.id());
      }
      if (deployment
          .finishedAt()
          .orElseThrow()
          .isAfter(clock.instant().minus(policy.ages().young()))) {
        stay.add(deployment.id());
      }
    }
    return stay;
  }

  private void addShown(List<Move> list, Set<DeploymentId> stay) {
    stay.add(list.getLast().deployment());
    var since = clock.instant().minus(policy.grace());
    for (int i = 0; i + 1 < list.size(); i++) {
      if (list.get(i + 1).at().isAfter(since)) {
        stay.add(list.get(i).deployment());
      }
    }
  }

  private void moved(String label, Deployment deployment) {
    moves
        .computeIfAbsent(label, _ -> new ArrayList<>())
        .add(new Move(deployment.id(), clock.instant()));
  }
}
