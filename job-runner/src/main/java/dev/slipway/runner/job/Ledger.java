package dev.slipway.runner.job;

import dev.slipway.core.alias.RouteChanges;
import dev.slipway.core.artifact.ArtifactStore;
import dev.slipway.core.deployment.Commit;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Deployments;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.job.Claim;
import dev.slipway.core.job.ClaimedJob;
import dev.slipway.core.job.JobControl;
import dev.slipway.core.job.JobQueue;
import dev.slipway.core.job.Publication;
import dev.slipway.store.failure.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// Where a runner records what becomes of its job. A write is made again for as long as a lease
/// lasts, so that a restart of the database costs no build.
///
/// When a connection breaks nobody knows whether the write before was done. So a write that is
/// refused only when it is repeated has happened if the deployment is as it should then be.
///
/// All but [#giveBack] and [#release] throw [dev.slipway.core.job.ClaimLostException] when the
/// claim is not valid any more.
public final class Ledger {

  private static final Logger LOG = System.getLogger(Ledger.class.getName());

  private final JobQueue queue;
  private final JobControl control;
  private final Deployments deployments;
  private final RouteChanges routes;
  private final Pulse pulse;

  /// @param routes what is told that hosts show something else
  public Ledger(JobQueue queue, JobControl control, Deployments deployments, RouteChanges routes) {
    this(queue, control, deployments, routes, Pulse.USUAL);
  }

  Ledger(
      JobQueue queue,
      JobControl control,
      Deployments deployments,
      RouteChanges routes,
      Pulse pulse) {
    this.queue = queue;
    this.control = control;
    this.deployments = deployments;
    this.routes = routes;
    this.pulse = pulse;
  }

  /// Begins to renew the claim of `job`, for the thread that calls this.
  Lease lease(ClaimedJob job) {
    return new Lease(queue, job.claim(), Thread.currentThread(), pulse);
  }

  /// Records which commit is being deployed.
  void resolve(ClaimedJob job, Commit commit) throws InterruptedException {
    write("record the commit", job.claim(), () -> queue.resolve(job.claim(), commit), () -> false);
  }

  /// Records that the build is done.
  void deploying(ClaimedJob job) throws InterruptedException {
    write(
        "record the end of the build",
        job.claim(),
        () -> queue.deploying(job.claim()),
        () -> is(job, now -> now.state() == DeploymentState.DEPLOYING));
  }

  /// Makes the deployment ready.
  void publish(ClaimedJob job, Publication publication) throws InterruptedException {
    var artifact = Optional.of(publication.artifact());
    write(
        "publish the deployment",
        job.claim(),
        () -> queue.publish(job.claim(), publication),
        () ->
            is(
                job,
                now -> now.state() == DeploymentState.READY && now.artifact().equals(artifact)));
    routes.changed(job.project().id());
  }

  /// Ends the job without a result.
  void end(ClaimedJob job, DeploymentState state, Reason reason) throws InterruptedException {
    var because = Optional.of(reason);
    write(
        "record the end",
        job.claim(),
        () -> queue.end(job.claim(), state, reason),
        () -> is(job, now -> now.state() == state && now.reason().equals(because)));
    routes.changed(job.project().id());
  }

  /// Ends the job because its branch is at `tip` by now, or gone, and returns what is said about
  /// it.
  Reason overtaken(ClaimedJob job, Optional<Commit> tip) throws InterruptedException {
    var said = new AtomicReference<>(Reason.of("overtaken", "Its branch has moved on."));
    write(
        "record that the branch has moved on",
        job.claim(),
        () -> said.set(queue.overtaken(job.claim(), tip)),
        () -> is(job, now -> now.state() == DeploymentState.SUPERSEDED));
    routes.changed(job.project().id());
    return said.get();
  }

  /// Gives the job back because the runner has to end, as `why` says; a claim that is not valid any
  /// more changes nothing.
  void giveBack(ClaimedJob job, String why) throws InterruptedException {
    write(
        "give back the claim", job.claim(), () -> control.giveBack(job.claim(), why), () -> false);
  }

  /// Releases the job because of a fault of the platform's; a claim that is not valid any more
  /// changes nothing.
  void release(ClaimedJob job, Reason fault) throws InterruptedException {
    write("release the claim", job.claim(), () -> control.release(job.claim(), fault), () -> false);
  }

  /// Returns what killed runners have left below `work` and of `instance`.
  Leftovers leftovers(Path work, String instance) {
    return new Leftovers(work, instance, control);
  }

  /// Returns what finds out what was deployed before.
  Predecessor predecessor(ArtifactStore artifacts) {
    return new Predecessor(deployments, artifacts);
  }

  private boolean is(ClaimedJob job, Predicate<Deployment> expected) {
    return deployments.find(job.deployment().id()).filter(expected).isPresent();
  }

  private void write(String what, Claim claim, Runnable write, BooleanSupplier done)
      throws InterruptedException {
    long deadline = System.nanoTime() + pulse.length().toNanos();
    for (boolean again = false; ; again = true) {
      try {
        once(write, again, done);
        return;
      } catch (StoreException e) {
        if (Thread.interrupted()) {
          throw stopped(what, e);
        }
        if (System.nanoTime() > deadline) {
          throw e;
        }
        if (!again) {
          LOG.log(Level.WARNING, "Could not {0} of job={1}; trying again: {2}", what, claim, e);
        }
      }
      Thread.sleep(pulse.beat());
    }
  }

  private static void once(Runnable write, boolean again, BooleanSupplier done) {
    try {
      write.run();
    } catch (StoreException e) {
      throw e;
    } catch (RuntimeException e) {
      if (!again || !done.getAsBoolean()) {
        throw e;
      }
    }
  }

  private static InterruptedException stopped(String what, StoreException cause) {
    var stopped = new InterruptedException("stopped while waiting for the database to " + what);
    stopped.initCause(cause);
    return stopped;
  }
}
