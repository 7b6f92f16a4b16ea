package dev.slipway.runner;

import dev.slipway.runner.job.JobRun;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/// What makes a runner stop from outside: a signal, and the end of the platform that started it.
final class StopSources {

  /// Longer than it takes to remove a container, shorter than what anyone waits for a process.
  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final Logger LOG = System.getLogger(StopSources.class.getName());

  private StopSources() {}

  /// Makes `run` stop when this process is told to end and, if `watched`, at the end of its
  /// standard input: the platform holds the other end of that pipe, and the kernel closes it
  /// however the platform dies. A runner that cannot stop in time is then ended all the same.
  static void watch(JobRun run, boolean watched) {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stopAndWait(run)));
    if (watched) {
      Thread.ofPlatform().daemon().name("platform-watch").start(() -> awaitEndOfInput(run));
    }
  }

  private static void stopAndWait(JobRun run) {
    run.stop("The runner was told to end.");
    if (!endsInTime(run)) {
      LOG.log(Level.WARNING, "The job has not ended within {0}; its lease will", GRACE);
    }
  }

  private static boolean endsInTime(JobRun run) {
    try {
      return run.awaitEnd(GRACE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void awaitEndOfInput(JobRun run) {
    try {
      System.in.transferTo(OutputStream.nullOutputStream()); // nothing is ever said
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "Standard input broke, which is an end too", e);
    }
    run.stop("The platform ended.");
    if (!endsInTime(run)) { // as when the database was in the platform's own process
      Runtime.getRuntime().halt(RunnerMain.FAILED);
    }
  }
}
