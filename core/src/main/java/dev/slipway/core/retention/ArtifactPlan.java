package dev.slipway.core.retention;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.project.ProjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The making of the part of a plan that is about artifacts. Not thread-safe.
/* What goes, goes as a whole: all deployments of a project that have the same artifact, for to take
 * some of them away would free nothing. A file leaves the store only with the last project that has
 * it, so one that another project can reach is never touched for the sake of the whole store.
 */
final class ArtifactPlan {

  private final RetentionPolicy policy;
  private final RetentionFacts facts;
  private final Instant now;
  private final Reachable reachable;
  private final Map<ArtifactDigest, Stored<ArtifactDigest>> stored = new LinkedHashMap<>();
  private final List<Holding> holdings;
  private final Set<ArtifactDigest> reached = new HashSet<>();
  private final List<Expiry> expiries = new ArrayList<>();
  private final List<Stored<ArtifactDigest>> orphans = new ArrayList<>();
  private final List<Overrun> overruns = new ArrayList<>();
  private long before;
  private long after;

  /// One project's deployments with the same artifact.
  private record Holding(
      ProjectId project,
      ArtifactDigest artifact,
      List<DeploymentId> deployments,
      Instant newest,
      boolean reached) {}

  ArtifactPlan(
      RetentionPolicy policy,
      RetentionFacts facts,
      Reachable reachable,
      List<Stored<ArtifactDigest>> stock,
      Instant now) {
    this.policy = policy;
    this.facts = facts;
    this.now = now;
    this.reachable = reachable;
    stock.forEach(file -> stored.put(file.id(), file));
    this.holdings = holdings(facts.ready(), reachable);
    holdings.stream().filter(Holding::reached).map(Holding::artifact).forEach(reached::add);
  }

  /// Makes it.
  void make() {
    before = stored.values().stream().mapToLong(Stored::bytes).sum();
    after = before;
    findOrphans();
    endTheOld();
    holdings.stream().map(Holding::project).distinct().toList().forEach(this::meetBudgetOf);
    meetTotalBudget();
    expiries.sort(Comparator.comparing(Expiry::newest));
  }

  List<Expiry> expiries() {
    return expiries;
  }

  List<Stored<ArtifactDigest>> orphans() {
    return orphans;
  }

  List<Overrun> overruns() {
    return overruns;
  }

  RetentionPlan.Sizes sizes() {
    return new RetentionPlan.Sizes(before, after);
  }

  List<Fate> fates() {
    var ends = new HashMap<DeploymentId, Expiry.Cause>();
    expiries.forEach(expiry -> expiry.deployments().forEach(id -> ends.put(id, expiry.cause())));
    return facts.ready().stream()
        .map(deployment ->
            new Fate(
                deployment,
                bytes(deployment.artifact()),
                reachable.reason(deployment.id()),
                Optional.ofNullable(ends.get(deployment.id()))))
        .toList();
  }

  private static List<Holding> holdings(List<ReadyDeployment> ready, Reachable reachable) {
    record Key(ProjectId project, ArtifactDigest artifact) {}
    var groups = new LinkedHashMap<Key, List<ReadyDeployment>>();
    for (var deployment : ready) {
      var key = new Key(deployment.project(), deployment.artifact());
      groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(deployment);
    }
    var holdings = new ArrayList<Holding>();
    groups.forEach((key, group) ->
        holdings.add(
            new Holding(
                key.project(),
                key.artifact(),
                group.stream().map(ReadyDeployment::id).toList(),
                group.stream().map(ReadyDeployment::readyAt).max(Instant::compareTo).orElseThrow(),
                group.stream().map(ReadyDeployment::id).anyMatch(reachable::contains))));
    holdings.sort(Comparator.comparing(Holding::newest));
    return holdings;
  }

  /// Finds the files that no deployment has. A database that knows none at all is not believed: it
  /// may be the wrong one, or one that was just restored.
  private void findOrphans() {
    if (holdings.isEmpty() && facts.doomed().isEmpty()) {
      return;
    }
    var known = new HashSet<ArtifactDigest>();
    holdings.forEach(holding -> known.add(holding.artifact()));
    var young = now.minus(policy.ages().young());
    for (var file : stored.values()) {
      if (known.contains(file.id()) || facts.held().contains(file.id())) {
        continue;
      }
      if (facts.doomed().contains(file.id())) {
        after -= file.bytes();
      } else if (file.changedAt().isBefore(young)) {
        orphans.add(file);
        after -= file.bytes();
      }
    }
  }

  private void endTheOld() {
    var oldest = now.minus(policy.ages().longest());
    for (var holding : List.copyOf(holdings)) {
      if (!holding.reached() && !holding.newest().isAfter(oldest)) {
        end(holding, Expiry.Cause.AGE);
      }
    }
  }

  private void meetBudgetOf(ProjectId project) {
    var budget = policy.budgets().project();
    var own =
        new ArrayList<>(
            holdings.stream().filter(holding -> holding.project().equals(project)).toList());
    long used = own.stream().mapToLong(this::bytes).sum();
    for (var holding : own) {
      if (used > budget && !holding.reached() && bytes(holding) > 0) {
        used -= bytes(holding);
        end(holding, Expiry.Cause.PROJECT_BUDGET);
      }
    }
    if (used > budget) {
      overruns.add(new Overrun(Optional.of(project), used, budget));
    }
  }

  /* The projects that have an artifact lose it together, or not at all: one alone frees nothing. */
  private void meetTotalBudget() {
    var budget = policy.budgets().total();
    var owners = new HashMap<ArtifactDigest, List<Holding>>();
    holdings.forEach(
        holding -> owners.computeIfAbsent(holding.artifact(), _ -> new ArrayList<>()).add(holding));
    var oldestFirst =
        owners.values().stream()
            .filter(group -> !reached.contains(group.getFirst().artifact()))
            .sorted(Comparator.comparing(group -> group.getLast().newest()))
            .toList();
    for (var group : oldestFirst) {
      if (after > budget && bytes(group.getFirst()) > 0) {
        group.forEach(holding -> end(holding, Expiry.Cause.TOTAL_BUDGET));
      }
    }
    if (after > budget) {
      overruns.add(new Overrun(Optional.empty(), after, budget));
    }
  }

  private void end(Holding holding, Expiry.Cause cause) {
    holdings.remove(holding);
    long bytes = bytes(holding);
    expiries.add(
        new Expiry(
            holding.project(),
            holding.artifact(),
            holding.deployments(),
            holding.newest(),
            bytes,
            cause));
    boolean last =
        holdings.stream().noneMatch(other -> other.artifact().equals(holding.artifact()));
    if (last && !facts.held().contains(holding.artifact())) {
      after -= bytes;
    }
  }

  private long bytes(Holding holding) {
    return bytes(holding.artifact());
  }

  private long bytes(ArtifactDigest artifact) {
    var file = stored.get(artifact);
    return file == null ? 0 : file.bytes();
  }
}
