package dev.slipway.runner;

import dev.slipway.core.artifact.ArtifactStore;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.image.ImageStore;
import dev.slipway.core.job.Doorbell;
import dev.slipway.core.job.JobControl;
import dev.slipway.core.job.JobQueue;
import dev.slipway.core.log.LogStore;
import dev.slipway.runner.checkout.Checkout;
import dev.slipway.runner.checkout.CheckoutLimits;
import dev.slipway.runner.image.Images;
import dev.slipway.runner.image.WrittenImages;
import dev.slipway.runner.job.JobRun;
import dev.slipway.runner.job.Lease;
import dev.slipway.runner.job.Ledger;
import dev.slipway.runner.job.Reusing;
import dev.slipway.runner.job.Steps;
import dev.slipway.runner.node.Admission;
import dev.slipway.runner.node.Housekeeping;
import dev.slipway.runner.node.Slots;
import dev.slipway.store.artifacts.Artifacts;
import dev.slipway.store.artifacts.HeldArtifacts;
import dev.slipway.store.database.Database;
import dev.slipway.store.failure.StoreException;
import dev.slipway.store.images.PortableImages;
import dev.slipway.store.logs.Logs;
import dev.slipway.store.redis.Words;
import dev.slipway.store.tables.DatabaseArtifactHolds;
import dev.slipway.store.tables.DatabaseBuildCaches;
import dev.slipway.store.tables.DatabaseBuildRecords;
import dev.slipway.store.tables.DatabaseDeploymentImages;
import dev.slipway.store.tables.DatabaseDeployments;
import dev.slipway.store.tables.DatabaseJobControl;
import dev.slipway.store.tables.DatabaseJobQueue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Optional;

/// One job from a free slot to the ring for the next. A runner does one and ends.
final class OneJob {

  private static final Logger LOG = System.getLogger(OneJob.class.getName());

  private final RunnerConfig config;
  private final Database database;
  private final Clock clock;
  private final JobQueue queue;
  private final JobControl control;
  private final Optional<Doorbell> doorbell;
  private final Housekeeping housekeeping;

  /// @param housekeeping what is done behind a job, if it was not for a while
  OneJob(RunnerConfig config, Database database, Clock clock, Housekeeping housekeeping) {
    this.housekeeping = housekeeping;
    this.config = config;
    this.database = database;
    this.clock = clock;
    this.queue = new DatabaseJobQueue(database.db(), clock);
    this.control = new DatabaseJobControl(database.db(), clock);
    this.doorbell = config.doorbell();
  }

  /// What came of it.
  enum Outcome {
    /// A job came to its end, whichever.
    DONE,
    /// None waited, or the node does as many as it may.
    NONE,
    /// Jobs wait, but the node is under a floor.
    HELD
  }

  /// Does it.
  Outcome run() throws InterruptedException {
    var stopping = StopSources.watch(config.watched());
    var outcome = Outcome.NONE;
    try {
      outcome = inSlot(stopping);
      if (outcome == Outcome.DONE) {
        ringForTheNext();
      }
    } finally {
      stopping.ended();
    }
    if (outcome == Outcome.DONE && !stopping.isAsked()) { // nobody waits for it by now
      housekeeping.cleanIfNeeded(false);
    }
    return outcome;
  }

  private Outcome inSlot(StopSources stopping) throws InterruptedException {
    var taken = new Slots(config.work(), config.node().slots()).take();
    if (taken.isEmpty()) {
      LOG.log(Level.DEBUG, "All {0} slots of this node are taken", config.node().slots());
      return Outcome.NONE;
    }
    try (var slot = taken.get()) {
      LOG.log(Level.DEBUG, "Took slot {0}", slot.number());
      var refusal = new Admission(config.node(), config.writtenTo()).refusal();
      return refusal.isPresent() ? held(refusal.get()) : takeOne(stopping);
    }
  }

  private Outcome held(Reason why) {
    if (control.claimable() == 0) {
      return Outcome.NONE;
    }
    LOG.log(Level.WARNING, "No job is started: {0}", why.text());
    control.hold(why);
    return Outcome.HELD;
  }

  private Outcome takeOne(StopSources stopping) throws InterruptedException {
    if (stopping.isAsked()) {
      return Outcome.NONE;
    }
    var claimed = queue.claim(config.runner(), Lease.LENGTH);
    if (claimed.isEmpty()) {
      return Outcome.NONE;
    }
    try (var words = Words.open(config.redis(), config.instance());
        var logs = Logs.at(config.logs());
        var artifacts = Artifacts.at(config.artifacts(), config.copies(), clock);
        var images = PortableImages.at(config.artifacts(), config.copies(), clock)) {
      var held = new HeldArtifacts(artifacts, new DatabaseArtifactHolds(database.db(), clock));
      var run = jobRun(words, words.logs(logs), held, images);
      stopping.stops(run);
      run.run(claimed.get());
    }
    return Outcome.DONE;
  }

  /// Rings if another job can be claimed, now that the slot is free: its own ring may have found
  /// none.
  private void ringForTheNext() {
    if (doorbell.isEmpty()) {
      return;
    }
    try {
      if (control.claimable() > 0) {
        doorbell.get().ring();
      }
    } catch (StoreException e) {
      LOG.log(
          Level.WARNING, "Could not look for the next job; the sweep will: {0}", e.getMessage());
    }
  }

  private JobRun jobRun(Words words, LogStore logs, ArtifactStore artifacts, ImageStore images) {
    var ledger =
        new Ledger(queue, control, new DatabaseDeployments(database.db()), words.routeChanges());
    var steps =
        new Steps(
            ledger,
            new Checkout(CheckoutLimits.USUAL, config.hosts(), config.folders()),
            artifacts,
            config.building(),
            images(artifacts, images),
            config.variables().environments(database.db(), clock),
            reusing(),
            config.work());
    return new JobRun(ledger, logs, config.allowances(), steps);
  }

  private Images images(ArtifactStore artifacts, ImageStore kept) {
    var recorded = new DatabaseDeploymentImages(database.db(), clock);
    return config
        .imageBase()
        .<Images>map(base ->
            new WrittenImages(
                base, config.building().engine(), kept, recorded, artifacts, config.work(), clock))
        .orElse(Images.NONE);
  }

  private Reusing reusing() {
    return new Reusing(
        new DatabaseBuildRecords(database.db(), clock),
        new DatabaseBuildCaches(database.db(), clock),
        config.node().name());
  }
}
