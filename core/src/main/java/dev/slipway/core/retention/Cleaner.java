package dev.slipway.core.retention;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.image.ImageId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/// Cleans what nobody can reach.
/* A deployment loses its files in the database first, in a transaction that looks once more whether
 * anybody can reach it, and that tells the static servers. Its artifact is doomed then, and its
 * file deleted only by a later cleaning, when everybody knows. Between the two, who wants to publish
 * the same artifact again takes it back by holding it. A cleaner that dies anywhere leaves something
 * doomed or an orphan, which the next one deletes.
 */
public final class Cleaner implements Cleaning {

  /// How long something is doomed before it is deleted: static servers learn of it within a second.
  public static final Duration SETTLED = Duration.ofMinutes(1);

  private static final Logger LOG = System.getLogger(Cleaner.class.getName());

  private final RetentionPolicy policy;
  private final Retention retention;
  private final Stores stores;
  private final Records records;
  private final Clock clock;

  /// What can be cleaned.
  public record Stores(
      Inventory<ArtifactDigest> artifacts,
      Inventory<DeploymentId> logs,
      Inventory<ImageId> images) {}

  /// Who knows of what is cleaned, besides deployments.
  public record Records(ArtifactRecords artifacts, ImageUses images) {

    /// Nobody.
    public static final Records NONE = new Records(ArtifactRecords.NONE, ImageUses.NONE);
  }

  public Cleaner(
      RetentionPolicy policy, Retention retention, Stores stores, Records records, Clock clock) {
    this.policy = policy;
    this.retention = retention;
    this.stores = stores;
    this.records = records;
    this.clock = clock;
  }

  @Override
  public RetentionPlan plan() {
    // The stores are looked at first: what is published meanwhile is then no orphan.
    var stock =
        new RetentionPlan.Stock(
            stores.artifacts().list(), stores.logs().list(), stores.images().list());
    var facts = retention.facts(policy.grace());
    return RetentionPlan.of(policy, facts, records.images(), stock, clock.instant());
  }

  @Override
  public int release() {
    return release(plan(), new Work());
  }

  private int release(RetentionPlan plan, Work work) {
    plan.overruns().forEach(Cleaner::tell);
    work.count(plan.orphans(), orphan -> retention.doom(orphan.id()));
    return plan.expiries().stream()
        .mapToInt(expiry -> work.count(List.of(expiry), this::expire) * size(expiry))
        .sum();
  }

  /// Cleans once: deletes what is doomed, and dooms what is to go.
  public Cleaned clean() {
    var work = new Work();
    var doomed = retention.doomed(SETTLED);
    int artifacts = work.count(doomed, this::delete);
    var plan = plan();
    int deployments = release(plan, work);
    int logs = work.count(plan.logs(), log -> removed(stores.logs(), log));
    int images = work.count(plan.images(), this::deleteImage);
    int parts = work.parts(stores.artifacts()) + work.parts(stores.logs());
    parts += work.parts(stores.images());
    var cleaned = new Cleaned(deployments, artifacts, logs, images, parts, work.complete);
    if (!cleaned.isNothing()) {
      LOG.log(Level.INFO, "Cleaned: {0}", cleaned);
    }
    return cleaned;
  }

  private static int size(Expiry expiry) {
    return expiry.deployments().size();
  }

  private boolean expire(Expiry expiry) {
    boolean expired = retention.expire(expiry, policy.grace());
    if (expired) {
      LOG.log(
          Level.INFO,
          "Expired: project={0} artifact={1} deployments={2} cause={3}",
          expiry.project().value(),
          expiry.artifact(),
          expiry.deployments(),
          expiry.cause());
    }
    return expired;
  }

  private boolean delete(ArtifactDigest artifact) {
    if (!retention.beginDeleting(artifact)) {
      return false;
    }
    records.artifacts().forget(artifact);
    stores.artifacts().remove(artifact);
    retention.gone(artifact);
    return true;
  }

  private boolean deleteImage(Stored<ImageId> image) {
    records.images().forget(image.id());
    return removed(stores.images(), image);
  }

  private static <K> boolean removed(Inventory<K> inventory, Stored<K> thing) {
    inventory.remove(thing.id());
    return true;
  }

  private static void tell(Overrun overrun) {
    LOG.log(
        Level.WARNING,
        "{0} has {1} bytes of artifacts that must stay, and may have {2}: nothing that can be"
            + " reached is removed. Unpin deployments, or raise keep.project and keep.artifacts.",
        overrun.project().map(project -> "Project " + project.value()).orElse("The platform"),
        overrun.bytes(),
        overrun.budget());
  }

  /// Does things one by one; what fails is told and left to the next cleaning.
  private final class Work {

    private boolean complete = true;

    <T> int count(List<T> things, Predicate<T> deed) {
      return things.stream()
          .mapToInt(thing -> attempt(thing, () -> deed.test(thing) ? 1 : 0))
          .sum();
    }

    int parts(Inventory<?> inventory) {
      var before = clock.instant().minus(policy.ages().young());
      return attempt(inventory, () -> inventory.removeParts(before));
    }

    private int attempt(Object thing, IntSupplier deed) {
      try {
        return deed.getAsInt();
      } catch (RuntimeException e) {
        complete = false;
        LOG.log(
            Level.WARNING,
            "Could not clean {0}; the next cleaning tries again: {1}",
            thing,
            e.getMessage());
        return 0;
      }
    }
  }
}
