package dev.slipway.receiver;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.Attempt;
import dev.slipway.core.deployment.CommitSha;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Deployments;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.deployment.ShortId;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.Environment;
import dev.slipway.core.project.ProjectId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/// Deployments in memory.
public final class FakeDeployments implements Deployments {

  private final Map<DeploymentId, Deployment> byId = new ConcurrentHashMap<>();

  private final Map<DeploymentId, List<Attempt>> attempts = new ConcurrentHashMap<>();
  private final AtomicReference<String> fault = new AtomicReference<>("");

  /// Makes lists fail from now on, with `message`.
  void breakDown(String message) {
    fault.set(message);
  }

  void repair() {
    fault.set("");
  }

  void put(Deployment deployment) {
    byId.put(deployment.id(), deployment);
  }

  int count() {
    return byId.size();
  }

  /// Moves a deployment on.
  Deployment move(DeploymentId id, DeploymentState state, Reason reason) {
    var old = find(id).orElseThrow();
    return move(old, state, reason, old.artifact());
  }

  /// Makes a deployment ready that has `artifact`.
  Deployment ready(Deployment old, ArtifactDigest artifact) {
    var reason = Reason.of("test", "It was made ready by a test.");
    return move(old, DeploymentState.READY, reason, Optional.of(artifact));
  }

  private Deployment move(
      Deployment old, DeploymentState state, Reason reason, Optional<ArtifactDigest> artifact) {
    var moved =
        new Deployment(
            old.id(),
            old.shortId(),
            old.sequence(),
            old.project(),
            old.branch(),
            old.environment(),
            old.commit(),
            state,
            Optional.of(reason),
            artifact,
            old.createdAt(),
            Optional.of(old.startedAt().orElse(old.createdAt())),
            state.isFinal()
                ? Optional.of(old.createdAt().plusSeconds(42))
                : Optional.<Instant>empty());
    byId.put(old.id(), moved);
    return moved;
  }

  @Override
  public Optional<Deployment> find(DeploymentId id) {
    return Optional.ofNullable(byId.get(id));
  }

  @Override
  public Optional<Deployment> find(ShortId shortId) {
    return byId.values().stream().filter(found -> found.shortId().equals(shortId)).findFirst();
  }

  @Override
  public List<Deployment> newest(ProjectId project, int limit) {
    if (!fault.get().isEmpty()) {
      throw new IllegalStateException(fault.get());
    }
    return of(project).limit(limit).toList();
  }

  @Override
  public Optional<Deployment> newest(ProjectId project, CommitSha commit) {
    return of(project)
        .filter(found -> found.commit().filter(known -> known.sha().equals(commit)).isPresent())
        .findFirst();
  }

  @Override
  public Optional<Deployment> newest(ProjectId project, BranchName branch) {
    return of(project).filter(found -> found.branch().equals(branch)).findFirst();
  }

  @Override
  public Optional<Deployment> readyBefore(ProjectId project, long sequence) {
    return of(project)
        .filter(found -> found.sequence() < sequence)
        .filter(found -> found.state() == DeploymentState.READY)
        .filter(found -> found.environment() == Environment.PRODUCTION)
        .findFirst();
  }

  @Override
  public List<Attempt> attempts(DeploymentId id) {
    return attempts.getOrDefault(id, List.of());
  }

  /// Makes `tries` the ones at `id`.
  void attempts(DeploymentId id, List<Attempt> tries) {
    attempts.put(id, List.copyOf(tries));
  }

  Stream<Deployment> of(ProjectId project) {
    return byId.values().stream()
        .filter(found -> found.project().equals(project))
        .sorted(Comparator.comparingLong(Deployment::sequence).reversed());
  }
}
