package dev.slipway.runner;

import dev.slipway.process.log.LogSettings;
import dev.slipway.runner.job.JobRun;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// What makes a runner stop from outside: a signal, and the end of the platform that started it.
final class StopSources {

  /// Longer than it takes to remove a container, shorter than what anyone waits for a process.
  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final Logger LOG = System.getLogger(StopSources.class.getName());

  private final CountDownLatch ended = new CountDownLatch(1);
  private Optional<JobRun> job = Optional.empty();
  private String why = "";

  private StopSources() {}

  /// Makes this process stop its job when it is told to end and, if `watched`, at the end of its
  /// standard input: the platform holds the other end of that pipe, and the kernel closes it
  /// however the platform dies. A runner that cannot stop in time is then ended all the same.
  static StopSources watch(boolean watched) {
    var sources = new StopSources();
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(sources::stopAndWait));
    if (watched) {
      Thread.ofPlatform().daemon().name("platform-watch").start(sources::awaitEndOfInput);
    }
    return sources;
  }

  /// Makes it `run` that is stopped, at once if that was asked for before.
  synchronized void stops(JobRun run) {
    job = Optional.of(run);
    if (isAsked()) {
      run.stop(why);
    }
  }

  /// Tells whether the runner is to stop.
  synchronized boolean isAsked() {
    return !why.isEmpty();
  }

  /// Notes that the runner has done all that it had to do.
  void ended() {
    ended.countDown();
  }

  private synchronized void stop(String because) {
    if (!isAsked()) {
      why = because;
      job.ifPresent(run -> run.stop(because));
    }
  }

  private void stopAndWait() {
    stop("The runner was told to end.");
    if (!endsInTime()) {
      LOG.log(Level.WARNING, "The job has not ended within {0}; its lease will", GRACE);
    }
    LogSettings.end();
  }

  private boolean endsInTime() {
    try {
      return ended.await(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void awaitEndOfInput() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream()); // nothing is ever said
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "Standard input broke, which is an end too", e);
    }
    stop("The platform ended.");
    if (!endsInTime()) { // as when the database was in the platform's own process
      Runtime.getRuntime().halt(RunnerMain.FAILED);
    }
  }
}
