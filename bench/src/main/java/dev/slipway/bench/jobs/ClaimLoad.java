package dev.slipway.bench.jobs;

import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.job.RunnerName;
import dev.slipway.store.database.Database;
import dev.slipway.store.database.DatabaseSettings;
import dev.slipway.store.tables.DatabaseJobQueue;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Runners that do nothing but claim jobs and end them, each with a connection of its own.
public final class ClaimLoad {

  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Reason DONE = Reason.of("bench", "Nothing was built: this was a benchmark.");

  private ClaimLoad() {}

  /// Lets `runners` claim and end jobs for `time`, and returns how long each claim took.
  ///
  /// @throws IllegalStateException if the queue ran empty, which would have been measured then
  public static Latencies run(DatabaseSettings database, int runners, Duration time)
      throws InterruptedException {
    var latencies = new Latencies();
    try (var open =
            Database.open(
                new DatabaseSettings(
                    database.url(), database.user(), database.password(), runners));
        var threads = Executors.newFixedThreadPool(runners)) {
      var queue = new DatabaseJobQueue(open.db(), Clock.systemUTC());
      queue
          .claim(RunnerName.random(), LEASE)
          .ifPresent(warm -> queue.end(warm.claim(), DeploymentState.FAILED, DONE));
      var work = new ArrayList<Callable<Latencies>>();
      long end = System.nanoTime() + time.toNanos();
      for (int i = 0; i < runners; i++) {
        work.add(() -> claims(queue, end));
      }
      long start = System.nanoTime();
      for (var runner : threads.invokeAll(work)) {
        latencies.add(result(runner));
      }
      latencies.took(System.nanoTime() - start);
    }
    return latencies;
  }

  private static Latencies claims(DatabaseJobQueue queue, long end) {
    var latencies = new Latencies();
    var runner = RunnerName.random();
    while (System.nanoTime() < end) {
      long start = System.nanoTime();
      var job =
          queue
              .claim(runner, LEASE)
              .orElseThrow(() -> new IllegalStateException("a runner found no job to claim"));
      latencies.add(System.nanoTime() - start);
      queue.end(job.claim(), DeploymentState.FAILED, DONE);
    }
    return latencies;
  }

  private static Latencies result(Future<Latencies> runner) throws InterruptedException {
    try {
      return runner.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a runner failed", e);
    }
  }
}
