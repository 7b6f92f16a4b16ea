package dev.slipway.runner.job;

import dev.slipway.artifact.Fallback;
import dev.slipway.artifact.PackedArtifact;
import dev.slipway.artifact.Source;
import dev.slipway.artifact.pack.Packer;
import dev.slipway.core.artifact.ArtifactStore;
import dev.slipway.core.deployment.Commit;
import dev.slipway.core.deployment.CommitSha;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.job.ClaimedJob;
import dev.slipway.core.job.Publication;
import dev.slipway.runner.checkout.Checkout;
import dev.slipway.runner.checkout.Fetched;
import dev.slipway.runner.checkout.tree.SourceTree;
import dev.slipway.runner.checkout.tree.TarOwner;
import dev.slipway.runner.detect.Detector;
import dev.slipway.runner.detect.Plan;
import dev.slipway.runner.detect.Serving;
import dev.slipway.runner.image.Images;
import dev.slipway.runner.log.BuildLog;
import dev.slipway.runner.reuse.OwnFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// The steps from a claim to a deployment that is ready: checkout, detect, build, pack, store,
/// publish.
///
/// Each can be interrupted, up to the moment of publishing. What they leave on this machine's disk
/// lies in one folder of the claim's, which is removed at the end, or with the other leftovers if
/// the runner dies.
public final class Steps {

  private static final Logger LOG = System.getLogger(Steps.class.getName());

  private final Ledger ledger;
  private final Checkout checkout;
  private final ArtifactStore artifacts;
  private final SiteBuilder builder;
  private final Environments environments;
  private final Path work;
  private final Leftovers leftovers;
  private final Predecessor predecessor;
  private final Images images;
  private final AppSteps apps;
  private final Reuse reuse;

  /// @param work where each claim gets a folder of its own
  /// @param images what writes the image of a deployment once it is ready
  public Steps(
      Ledger ledger,
      Checkout checkout,
      ArtifactStore artifacts,
      Building building,
      Images images,
      Environments environments,
      Reusing reusing,
      Path work) {
    this.ledger = ledger;
    this.checkout = checkout;
    this.artifacts = artifacts;
    this.images = images;
    this.work = work;
    this.leftovers = ledger.leftovers(work, building.instance());
    this.predecessor = ledger.predecessor(artifacts);
    this.environments = environments;
    this.builder = new SiteBuilder(building, reusing, leftovers);
    this.apps = new AppSteps(builder, artifacts, images);
    this.reuse = new Reuse(reusing, artifacts, building, predecessor);
  }

  /// Takes them for `job`, telling `log`, while `lease` holds; the job has ended when this returns,
  /// with a deployment that is ready or one that its branch has overtaken. What was needed for it
  /// is removed only after it was published, so that nobody waits for that.
  ///
  /// @throws dev.slipway.core.deployment.DeploymentFailure if the deployment comes to nothing
  void take(ClaimedJob job, BuildLog log, Lease lease) throws InterruptedException {
    var watch = new Stopwatch();
    leftovers.removeFolders();
    var given = environments.of(job);
    log.mask(given.masking());
    watch.lap("begin");
    try (var folder = WorkFolder.of(work, job.claim())) {
      switch (checkedOut(job, folder, log, watch)) {
        case Fetched.Moved(var tip) -> overtaken(job, tip, log, lease);
        case Fetched.Found(var tree) -> {
          try (tree) {
            deploy(given, tree, folder, log, lease, watch);
          }
        }
      }
    }
  }

  private void deploy(
      Given given, SourceTree tree, WorkFolder folder, BuildLog log, Lease lease, Stopwatch watch)
      throws InterruptedException {
    var job = given.job();
    ledger.resolve(job, tree.commit());
    log.say(tree.commit().sha().abbreviated() + " " + tree.commit().message());
    tree.notes().forEach(log::say);
    var plan = Detector.detect(tree);
    plan.notes().forEach(log::say);
    var serving = Serving.read(tree);
    serving.notes().forEach(log::say);
    var source = OwnFolder.of(tree, plan, log::say);
    watch.lap("detect");
    var precedent = reuse.look(given, source, plan, log);
    watch.lap("look_up");
    if (precedent.output().isPresent()) {
      ledger.deploying(job);
      publish(job, reused(given, tree, plan, precedent.output().get(), log), log, lease, watch);
      return;
    }
    var packing = new Packing(folder, serving.sources(), predecessor.manifest(job.deployment()));
    switch (plan) {
      case Plan.StaticSite site -> {
        var packed = pack(job, tree, site, packing);
        watch.lap("pack");
        var output = kept("", packed, precedent, log);
        watch.lap("store");
        publish(job, Result.site(output, "published"), log, lease, watch);
        precedent.record("", output.digest());
      }
      case Plan.Build build -> {
        try (var built = builder.build(given, source, build, log, watch)) {
          ledger.deploying(job);
          var image = built.source().builder();
          var packed = given.checked(built.pack(packing, log), log);
          watch.lap("pack");
          var output = kept(image, packed, precedent, log);
          watch.lap("store");
          publish(job, Result.site(output, "published"), log, lease, watch);
          precedent.record(image, output.digest());
        }
      }
      case Plan.App app -> {
        try (var built = builder.build(given, tree, app.build(), log, watch)) {
          ledger.deploying(job);
          var result = apps.made(given, built, folder, app, precedent, log);
          publish(job, result, log, lease, watch);
          precedent.record(built.source().builder(), result.output().digest());
        }
      }
    }
  }

  private Result reused(Given given, SourceTree tree, Plan plan, Output output, BuildLog log)
      throws InterruptedException {
    return plan instanceof Plan.App app
        ? apps.reused(given, tree, app, output, log)
        : Result.site(output, "reused");
  }

  /// Ends a job whose branch has another commit by now: pushes and their jobs may come in any
  /// order, and the repository knows which was the last.
  private void overtaken(ClaimedJob job, Optional<CommitSha> tip, BuildLog log, Lease lease)
      throws InterruptedException {
    var branch = job.deployment().branch();
    log.say(
        tip.map(sha ->
                branch + " is at " + sha.abbreviated() + " by now. That is deployed instead.")
            .orElse(branch + " is no longer there. There is nothing to deploy."));
    log.flush(); // who reads it takes the final state for its end
    lease.settle();
    var reason = ledger.overtaken(job, tip.map(sha -> new Commit(sha, "", "")));
    LOG.log(
        Level.INFO,
        "Ended project={0} shortId={1} state={2} code={3}: {4}",
        job.project().name(),
        job.deployment().shortId(),
        DeploymentState.SUPERSEDED.word(),
        reason.code(),
        reason.what());
  }

  private Output kept(String image, PackedArtifact packed, Precedent precedent, BuildLog log) {
    packed.notes().forEach(log::say);
    images.foretell(packed.file()).forEach(log::say);
    precedent.compare(image, packed, log); // while the file is still here
    artifacts.put(packed.digest(), packed.file());
    return Output.of(packed);
  }

  private void publish(ClaimedJob job, Result result, BuildLog log, Lease lease, Stopwatch watch)
      throws InterruptedException {
    var output = result.output();
    var sizes = output.sizes();
    var times = watch.summary();
    log.say("Publishing " + sizes + ", after " + times);
    log.flush(); // who reads it takes the final state for its end
    lease.settle();
    var reason = Reason.of(result.code(), "Ready: " + sizes + ", in " + times);
    ledger.publish(job, new Publication(output.digest(), reason, result.program()));
    watch.lap("publish");
    LOG.log(
        Level.INFO,
        "Deployed project={0} shortId={1}: {2}; milliseconds: {3}",
        job.project().name(),
        job.deployment().shortId(),
        reason.what(),
        watch.stages());
    if (result.program().isEmpty()) {
      images.make(job, output.digest());
    }
  }

  private Fetched checkedOut(ClaimedJob job, WorkFolder folder, BuildLog log, Stopwatch watch)
      throws InterruptedException {
    log.say(
        "%s: %s of %s%s"
            .formatted(
                job.project().name(),
                job.deployment().branch(),
                job.project().repository(),
                job.claim().attempt() == 1 ? "" : ", attempt " + job.claim().attempt()));
    long start = System.nanoTime();
    var fetched = fetch(job, folder.checkout());
    watch.add("checkout", Stopwatch.since(start));
    watch.lap("checkout");
    return fetched;
  }

  private Fetched fetch(ClaimedJob job, Path folder) throws InterruptedException {
    var repository = job.project().repository();
    var branch = job.deployment().branch();
    var commit = job.deployment().commit().map(Commit::sha);
    return job.followsBranch() && commit.isPresent()
        ? checkout.fetchTip(repository, branch, commit.get(), folder)
        : new Fetched.Found(checkout.fetch(repository, branch, commit, folder));
  }

  private PackedArtifact pack(
      ClaimedJob job, SourceTree tree, Plan.StaticSite site, Packing packing)
      throws InterruptedException {
    ledger.deploying(job);
    var folder = packing.folder();
    try (var out = Files.newOutputStream(folder.sourceTar())) {
      tree.writeTar(out, TarOwner.BUILDER);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write " + folder.sourceTar(), e);
    }
    var source =
        new Source(
            tree.commit().sha(), tree.committedAt(), tree.treeId(), site.framework(), "", "");
    var request = packing.request(source, Fallback.NONE, site.output(), Set.of());
    try (var in = Files.newInputStream(folder.sourceTar())) {
      return Packer.pack(in, request, folder.artifact());
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + folder.sourceTar(), e);
    }
  }
}
