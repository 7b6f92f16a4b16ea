package dev.slipway.cli.embedded;

import dev.slipway.core.job.Doorbell;
import dev.slipway.core.job.JobControl;
import dev.slipway.core.job.RunnerName;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The doorbell of the embedded profile: starts a child process for every job that waits, a few at
/// a time, and looks after what those that ended have left. Thread-safe.
///
/// One thread decides, at every ring, at every end of a child, and every few seconds because a ring
/// is only a hint. A child keeps its standard input open to this process: when this process dies,
/// however it dies, the child sees the end of its input and stops.
/* Only the dispatcher's thread reads the queue, starts children and deals with their ends; other
 * threads ring, or end it. So nothing uses the database any more once that thread is gone, and no
 * child can be started behind the back of close().
 */
final class RunnerProcesses implements Doorbell, AutoCloseable {

  private static final Duration SWEEP = Duration.ofSeconds(5);

  /// The exit code of a runner whose node has too little memory or disk for a job.
  private static final int TRY_LATER = 75;

  private static final Duration UNTIL_THERE_IS_MORE = Duration.ofSeconds(10);
  private static final Duration GRACE = Duration.ofSeconds(12);
  private static final Logger LOG = System.getLogger(RunnerProcesses.class.getName());

  private final JobControl control;
  private final RunnerLauncher launcher;
  private final int most;
  private final BackOff backOff = new BackOff(System::nanoTime);
  private final Reaping reaping;
  private final Map<RunnerName, Process> children = new ConcurrentHashMap<>();
  private final Queue<RunnerName> ended = new ConcurrentLinkedQueue<>();
  private final Semaphore rings = new Semaphore(0);
  private final Thread dispatcher;
  private volatile boolean stopping;

  /// @param most how many runners may be alive at a time
  RunnerProcesses(JobControl control, RunnerLauncher launcher, int most) {
    this.control = control;
    this.launcher = launcher;
    this.most = most;
    this.reaping = new Reaping(launcher);
    this.dispatcher =
        Thread.ofPlatform().name("runner-processes").daemon().unstarted(this::dispatch);
  }

  /// Puts back on the queue what the process before this one has left claimed, begins to remove the
  /// containers that it left, and to start runners.
  void start() {
    var why = "Slipway was stopped or crashed during the build.";
    control.running().forEach(job -> control.release(job.claim(), why));
    reaping.begin();
    dispatcher.start();
    ring();
  }

  @Override
  public void ring() {
    rings.release();
  }

  /// Tells the runners to stop, and starts none any more. Returns at once.
  void stop() {
    stopping = true;
    ring();
    children.values().forEach(RunnerProcesses::hangUp);
  }

  /// Stops the runners, whose jobs go back on the queue, and waits for them; kills those that take
  /// too long.
  @Override
  public void close() {
    stop();
    try {
      dispatcher.join(GRACE);
      stop(); // the child too that was being started
      awaitChildren();
      giveAllBack(); // of those that did not do it themselves
      reaping.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitChildren() throws InterruptedException {
    long deadline = System.nanoTime() + GRACE.toNanos();
    for (var child : children.entrySet()) {
      var process = child.getValue();
      if (!process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        LOG.log(Level.WARNING, "Killing runner={0}: it did not stop in time", child.getKey());
        process.destroyForcibly().waitFor(1, TimeUnit.SECONDS);
      }
    }
  }

  private void dispatch() {
    while (!stopping) {
      try {
        rings.tryAcquire(nextLook().toMillis(), TimeUnit.MILLISECONDS);
        rings.drainPermits();
        if (!stopping) {
          settleEnded();
          sweep();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "Could not look at the queue; trying again in " + SWEEP, e);
      }
    }
  }

  private Duration nextLook() {
    var left = backOff.left();
    return left.isZero() || left.compareTo(SWEEP) > 0 ? SWEEP : left;
  }

  private void sweep() {
    control.releaseExpired();
    if (!backOff.left().isZero()) {
      return;
    }
    int idle = Math.max(0, children.size() - control.running().size());
    int wanted = Math.min(most - children.size(), control.claimable() - idle);
    for (int i = 0; i < wanted && !stopping; i++) {
      startRunner();
    }
  }

  private void startRunner() {
    var name = RunnerName.random();
    try {
      var child = launcher.takeOneJob(name).start();
      children.put(name, child);
      var _ =
          child
              .onExit()
              .thenRun(() -> {
                ended.add(name);
                ring();
              });
      LOG.log(Level.DEBUG, "Started runner={0} pid={1}", name, child.pid());
    } catch (IOException e) {
      backOff.failed();
      LOG.log(Level.ERROR, "Could not start a runner; is there memory left and a Java?", e);
    }
  }

  /// Deals with every child that has ended. One that can't be dealt with now stays for the next
  /// time.
  private void settleEnded() {
    for (var name = ended.peek(); name != null; name = ended.peek()) {
      settle(name);
      ended.remove();
    }
  }

  private void settle(RunnerName name) {
    var child = Optional.ofNullable(children.get(name));
    int exitCode = child.map(Process::exitValue).orElse(0);
    if (exitCode != 0) {
      releaseOf(name, "The build's process ended with exit code " + exitCode + ".");
    }
    children.remove(name);
    switch (exitCode) {
      case 0 -> backOff.succeeded();
      case TRY_LATER -> backOff.pause(UNTIL_THERE_IS_MORE); // it has said itself what is missing
      default -> {
        LOG.log(Level.WARNING, "Runner={0} ended with exit code {1}", name, exitCode);
        backOff.failed();
        reaping.begin();
      }
    }
  }

  private void releaseOf(RunnerName name, String why) {
    for (var job : control.running()) {
      if (job.runner().equals(name)) {
        control.release(job.claim(), why);
      }
    }
  }

  private void giveAllBack() {
    var why = "Slipway was stopped during the build.";
    control.running().forEach(job -> control.giveBack(job.claim(), why));
  }

  private static void hangUp(Process child) {
    try {
      child.getOutputStream().close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "The runner was gone already", e);
    }
  }
}
