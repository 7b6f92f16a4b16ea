package dev.slipway.store.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Runs the same work many times at once.
final class InParallel {

  private InParallel() {}

  /// Returns what the runs of `work` returned, all of which began at the same moment.
  static <T> List<T> run(int times, Callable<T> work)
      throws ExecutionException, InterruptedException {
    var begin = new CountDownLatch(times);
    var runs = new ArrayList<Future<T>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < times; i++) {
        runs.add(
            threads.submit(() -> {
              begin.countDown();
              begin.await();
              return work.call();
            }));
      }
    }
    var results = new ArrayList<T>();
    for (var run : runs) {
      results.add(run.get());
    }
    return results;
  }
}
