package dev.slipway.cli.embedded;

import dev.slipway.core.job.Doorbell;
import dev.slipway.core.job.JobControl;
import dev.slipway.core.job.RunnerName;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The doorbell of the embedded profile: starts a child process for every job that waits, a few at
/// a time, and looks after what those that ended have left.
///
/// One thread decides, at every ring, at every end of a child, and every few seconds because a ring
/// is only a hint. A child keeps its standard input open to this process: when this process dies,
/// however it dies, the child sees the end of its input and stops.
final class RunnerProcesses implements Doorbell, AutoCloseable {

  private static final Duration SWEEP = Duration.ofSeconds(5);
  private static final Duration GRACE = Duration.ofSeconds(15);
  private static final Duration MOST_DELAY = Duration.ofSeconds(30);
  private static final Logger LOG = System.getLogger(RunnerProcesses.class.getName());

  private final JobControl control;
  private final RunnerCommand command;
  private final int most;
  private final Map<RunnerName, Process> children = new ConcurrentHashMap<>();
  private final Semaphore rings = new Semaphore(0);
  private final AtomicInteger failures = new AtomicInteger();
  private final Thread dispatcher;
  private volatile boolean closed;

  /// @param most how many runners may be alive at a time
  RunnerProcesses(JobControl control, RunnerCommand command, int most) {
    this.control = control;
    this.command = command;
    this.most = most;
    this.dispatcher =
        Thread.ofPlatform().name("runner-processes").daemon().unstarted(this::dispatch);
  }

  /// Puts back on the queue what the process before this one has left claimed, removes the
  /// containers that it left, and begins to start runners.
  void start() {
    for (var job : control.running()) {
      LOG.log(Level.WARNING, "Releasing job={0}: its runner ended with the platform", job.claim());
      control.release(job.claim(), "Slipway was stopped or crashed during the build.");
    }
    reap();
    dispatcher.start();
    ring();
  }

  @Override
  public void ring() {
    rings.release();
  }

  /// Stops the runners, whose jobs go back on the queue, and waits for them.
  @Override
  public void close() {
    closed = true;
    ring();
    for (var child : children.values()) {
      hangUp(child);
    }
    try {
      for (var child : children.values()) {
        if (!child.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
          child.destroyForcibly();
        }
      }
      dispatcher.join(GRACE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void dispatch() {
    while (!closed) {
      try {
        if (rings.tryAcquire(delay().toMillis(), TimeUnit.MILLISECONDS)) {
          rings.drainPermits();
        }
        if (!closed) {
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

  private void sweep() {
    for (var job : control.releaseExpired()) {
      LOG.log(Level.WARNING, "Released job={0}: its lease had run out", job.claim());
    }
    int idle = Math.max(0, children.size() - control.running().size());
    int wanted = Math.min(most - children.size(), control.waiting() - idle);
    for (int i = 0; i < wanted; i++) {
      startRunner();
    }
  }

  /// Waits longer after each runner that failed to start, so that a fault does not turn into a
  /// storm.
  private Duration delay() {
    int failed = Math.min(failures.get(), 6);
    var delay = SWEEP.multipliedBy(1L << failed);
    return delay.compareTo(MOST_DELAY) < 0 ? delay : MOST_DELAY;
  }

  private void startRunner() {
    var name = RunnerName.random();
    try {
      var child = command.takeOneJob(name).start();
      children.put(name, child);
      var _ =
          child
              .onExit()
              .thenAcceptAsync(
                  ended -> afterEnd(name, ended.exitValue()), Thread::startVirtualThread);
      LOG.log(Level.DEBUG, "Started runner={0} pid={1}", name, child.pid());
    } catch (IOException e) {
      failures.incrementAndGet();
      LOG.log(Level.ERROR, "Could not start a runner; is there memory left and a Java?", e);
    }
  }

  private void afterEnd(RunnerName name, int exitCode) {
    children.remove(name);
    if (exitCode == 0) {
      failures.set(0);
      ring();
      return;
    }
    int failed = failures.incrementAndGet();
    if (closed) {
      return;
    }
    LOG.log(Level.WARNING, "Runner={0} ended with exit code {1}", name, exitCode);
    try {
      for (var job : control.running()) {
        if (job.runner().equals(name)) {
          control.release(
              job.claim(), "The build's process ended with exit code " + exitCode + ".");
        }
      }
      reap();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "Could not clean up after runner=" + name + "; the sweep will", e);
    }
    if (failed == 1) {
      ring(); // after more failures, only when the delay is over
    }
  }

  private void reap() {
    try {
      var reaper = command.reap().start();
      hangUp(reaper);
      if (!reaper.waitFor(MOST_DELAY.toMillis(), TimeUnit.MILLISECONDS)) {
        reaper.destroyForcibly();
        LOG.log(Level.WARNING, "Removing what dead builds left took over {0}: gave up", MOST_DELAY);
      } else if (reaper.exitValue() != 0) {
        LOG.log(
            Level.WARNING, "Could not remove what dead builds left; the next runner tries again");
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Could not start the clean-up after dead builds", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void hangUp(Process child) {
    try {
      child.getOutputStream().close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "The runner was gone already", e);
    }
  }
}
