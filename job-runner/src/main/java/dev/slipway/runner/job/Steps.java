package dev.slipway.runner.job;

import dev.slipway.artifact.Fallback;
import dev.slipway.artifact.Limits;
import dev.slipway.artifact.PackedArtifact;
import dev.slipway.artifact.Source;
import dev.slipway.artifact.pack.PackRequest;
import dev.slipway.artifact.pack.Packer;
import dev.slipway.core.artifact.ArtifactStore;
import dev.slipway.core.deployment.Commit;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.job.Claim;
import dev.slipway.core.job.ClaimedJob;
import dev.slipway.core.job.JobQueue;
import dev.slipway.core.job.Publication;
import dev.slipway.runner.checkout.Checkout;
import dev.slipway.runner.checkout.tree.SourceTree;
import dev.slipway.runner.checkout.tree.TarOwner;
import dev.slipway.runner.detect.Detector;
import dev.slipway.runner.detect.Plan;
import dev.slipway.runner.log.BuildLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/// The steps from a claim to a deployment that is ready: checkout, detect, build, pack, store,
/// publish.
///
/// Each can be interrupted. What they leave on this machine's disk lies in one folder of the
/// claim's, which is removed at the end, or with the other leftovers if the runner dies.
public final class Steps {

  private static final Logger LOG = System.getLogger(Steps.class.getName());

  private final JobQueue queue;
  private final Checkout checkout;
  private final ArtifactStore artifacts;
  private final NodeBuilder builder;
  private final Path work;

  /// @param work where each claim gets a folder of its own
  public Steps(
      JobQueue queue, Checkout checkout, ArtifactStore artifacts, Building building, Path work) {
    this.queue = queue;
    this.checkout = checkout;
    this.artifacts = artifacts;
    this.builder = new NodeBuilder(building);
    this.work = work;
  }

  /// Takes them for `job`, telling `log`, while `lease` holds; the deployment is ready when this
  /// returns. What was needed for it is removed only after it was published, so that nobody waits
  /// for that.
  ///
  /// @throws dev.slipway.core.deployment.DeploymentFailure if the deployment comes to nothing
  void take(ClaimedJob job, BuildLog log, Lease lease) throws InterruptedException {
    var watch = new Stopwatch();
    try (var folder = WorkFolder.of(work, job.claim());
        var tree = checkedOut(job, folder, log, watch)) {
      var plan = Detector.detect(tree);
      plan.notes().forEach(log::say);
      switch (plan) {
        case Plan.StaticSite site ->
            publish(job, pack(job.claim(), tree, site, folder), log, lease, watch);
        case Plan.NodeBuild build -> {
          try (var built = builder.build(job, tree, build, log, watch)) {
            queue.deploying(job.claim());
            publish(job, built.pack(folder, log), log, lease, watch);
          }
        }
      }
    }
  }

  private void publish(
      ClaimedJob job, PackedArtifact packed, BuildLog log, Lease lease, Stopwatch watch)
      throws InterruptedException {
    packed.notes().forEach(log::say);
    artifacts.put(packed.digest(), packed.file());
    var reason = ready(packed, watch);
    lease.settle();
    queue.publish(job.claim(), new Publication(packed.digest(), reason));
    log.say(reason.what());
    LOG.log(
        Level.INFO,
        "Deployed project={0} shortId={1}: {2}",
        job.project().name(),
        job.deployment().shortId(),
        reason.what());
  }

  private SourceTree checkedOut(ClaimedJob job, WorkFolder folder, BuildLog log, Stopwatch watch)
      throws InterruptedException {
    var project = job.project();
    var deployment = job.deployment();
    log.say(
        "%s: %s of %s%s"
            .formatted(
                project.name(),
                deployment.branch(),
                project.repository(),
                job.claim().attempt() == 1 ? "" : ", attempt " + job.claim().attempt()));
    long start = System.nanoTime();
    var tree =
        checkout.fetch(
            project.repository(),
            deployment.branch(),
            deployment.commit().map(Commit::sha),
            folder.checkout());
    watch.add("checkout", Stopwatch.since(start));
    queue.resolve(job.claim(), tree.commit());
    log.say(tree.commit().sha().abbreviated() + " " + tree.commit().message());
    tree.notes().forEach(log::say);
    return tree;
  }

  private PackedArtifact pack(Claim claim, SourceTree tree, Plan.StaticSite site, WorkFolder folder)
      throws InterruptedException {
    queue.deploying(claim);
    try (var out = Files.newOutputStream(folder.sourceTar())) {
      tree.writeTar(out, TarOwner.BUILDER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var source =
        new Source(
            tree.commit().sha(), tree.committedAt(), tree.treeId(), site.framework(), "", "");
    var request =
        new PackRequest(
            source, Fallback.NONE, Limits.USUAL, site.output(), Set.of(), folder.spool());
    try (var in = Files.newInputStream(folder.sourceTar())) {
      return Packer.pack(in, request, folder.artifact());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Reason ready(PackedArtifact packed, Stopwatch watch) {
    return Reason.of(
        "published",
        "Ready: %,d files, %,d KB, in %s"
            .formatted(packed.files(), (packed.bytes() + 1023) / 1024, watch.summary()));
  }
}
