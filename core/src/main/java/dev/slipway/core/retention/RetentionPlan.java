package dev.slipway.core.retention;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.image.ImageId;
import java.time.Instant;
import java.util.List;

/// What would go.
///
/// @param expiries deployments that lose their files, the oldest first
/// @param orphans artifacts in the store that nobody knows
/// @param logs the logs that go
/// @param images the images that go
/// @param overruns budgets that can't be met
/// @param sizes how much there is, and how much will be
/// @param fates what becomes of each deployment that has its files, the oldest first
public record RetentionPlan(
    List<Expiry> expiries,
    List<Stored<ArtifactDigest>> orphans,
    List<Stored<DeploymentId>> logs,
    List<Stored<ImageId>> images,
    List<Overrun> overruns,
    Sizes sizes,
    List<Fate> fates) {

  public RetentionPlan {
    expiries = List.copyOf(expiries);
    orphans = List.copyOf(orphans);
    logs = List.copyOf(logs);
    images = List.copyOf(images);
    overruns = List.copyOf(overruns);
    fates = List.copyOf(fates);
  }

  /// Bytes of artifacts.
  ///
  /// @param before what the store has
  /// @param after what it has when all that is to go has gone
  public record Sizes(long before, long after) {}

  /// What the stores have.
  public record Stock(
      List<Stored<ArtifactDigest>> artifacts,
      List<Stored<DeploymentId>> logs,
      List<Stored<ImageId>> images) {

    public Stock {
      artifacts = List.copyOf(artifacts);
      logs = List.copyOf(logs);
      images = List.copyOf(images);
    }
  }

  /// Returns what goes of `stock` at `now`, by `policy`.
  public static RetentionPlan of(
      RetentionPolicy policy, RetentionFacts facts, ImageUses uses, Stock stock, Instant now) {
    var reachable = Reachable.of(policy, facts, now);
    var artifacts = new ArtifactPlan(policy, facts, reachable, stock.artifacts(), now);
    artifacts.make();
    var ages = policy.ages();
    return new RetentionPlan(
        artifacts.expiries(),
        artifacts.orphans(),
        stock.logs().stream()
            .filter(log -> !log.changedAt().isAfter(now.minus(ages.logs())))
            .filter(log -> !reachable.contains(log.id()))
            .toList(),
        stock.images().stream()
            .filter(image -> !image.changedAt().isAfter(now.minus(ages.images())))
            .filter(image -> uses.of(image.id()).stream().noneMatch(reachable::contains))
            .toList(),
        artifacts.overruns(),
        artifacts.sizes(),
        artifacts.fates());
  }
}
