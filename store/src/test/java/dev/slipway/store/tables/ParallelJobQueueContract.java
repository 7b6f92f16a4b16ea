package dev.slipway.store.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.account.AccountId;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.job.ClaimedJob;
import dev.slipway.core.job.JobId;
import dev.slipway.core.job.RunnerName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

abstract class ParallelJobQueueContract extends TablesContract {

  private static final int RUNNERS = 16;

  private final Semaphore bell = new Semaphore(0);

  @Test
  void givesEachOfManyJobsToExactlyOneOfManyRunners()
      throws ExecutionException, InterruptedException {
    int jobs = 96;
    for (int account = 0; account < 4; account++) {
      fill(world.account("account-" + account, 64), "shop-" + account, jobs / 4);
    }

    var claimed = InParallel.run(RUNNERS, this::claimAll);

    assertThat(claimed.stream().flatMap(List::stream)).hasSize(jobs).doesNotHaveDuplicates();
    assertThat(world.control.waiting()).isZero();
    assertThat(world.control.running()).hasSize(jobs);
    assertThat(world.count("attempt")).isEqualTo(jobs);
  }

  @Test
  void neverGivesAnAccountMoreThanItMayHaveRunning()
      throws ExecutionException, InterruptedException {
    var limits = Map.of(world.account("one", 1), 1, world.account("three", 3), 3);
    limits.forEach((account, limit) -> fill(account, "shop-" + limit, 20));
    var running = new ConcurrentHashMap<AccountId, AtomicInteger>();
    var most = new ConcurrentHashMap<AccountId, Integer>();

    var claimed =
        InParallel.run(
            RUNNERS,
            () ->
                claimUntilNoneWaits(job -> {
                  var account = job.project().account();
                  var count = running.computeIfAbsent(account, _ -> new AtomicInteger());
                  most.merge(account, count.incrementAndGet(), Math::max);
                  world.queue.deploying(job.claim());
                  count.decrementAndGet();
                  world.queue.end(job.claim(), DeploymentState.FAILED, World.BROKEN);
                }));

    assertThat(most)
        .hasSize(2)
        .allSatisfy((account, peak) -> assertThat(peak).isLessThanOrEqualTo(limits.get(account)));
    assertThat(claimed.stream().flatMap(List::stream)).hasSize(40).doesNotHaveDuplicates();
  }

  @Test
  void leavesNoRoomUnusedWhereManyLookAtOnce() throws ExecutionException, InterruptedException {
    for (int account = 0; account < 5; account++) {
      fill(world.account("account-" + account, 3), "shop-" + account, 4);
    }

    var claimed = InParallel.run(RUNNERS, () -> world.queue.claim(World.RUNNER, World.LEASE));

    assertThat(claimed.stream().flatMap(Optional::stream).map(ClaimedJob::claim))
        .hasSize(15)
        .doesNotHaveDuplicates();
    assertThat(world.control.claimable()).isZero();
    assertThat(world.control.waiting()).isEqualTo(5);
  }

  private void fill(AccountId account, String name, int jobs) {
    var project = world.project(name, account);
    for (int i = 0; i < jobs; i++) {
      world.intake.request(project.id(), World.deploy("branch-" + i, 'a'));
    }
  }

  /// What a runner does with its job.
  private interface Build {
    void run(ClaimedJob job);
  }

  /// Claims as long as anything waits, and looks again whenever a job has ended.
  private List<JobId> claimUntilNoneWaits(Build build) throws InterruptedException {
    var runner = RunnerName.random();
    var mine = new ArrayList<JobId>();
    while (world.control.waiting() > 0) {
      var job = world.queue.claim(runner, World.LEASE);
      if (job.isPresent()) {
        mine.add(job.get().claim().job());
        build.run(job.get());
        bell.release(RUNNERS);
      } else {
        var _ = bell.tryAcquire(1, TimeUnit.SECONDS);
      }
    }
    return mine;
  }

  /// Claims until it finds nothing. That a runner finds nothing while something could be claimed
  /// would show in jobs that are left over.
  private List<JobId> claimAll() {
    var runner = RunnerName.random();
    var mine = new ArrayList<JobId>();
    for (var job = world.queue.claim(runner, World.LEASE);
        job.isPresent();
        job = world.queue.claim(runner, World.LEASE)) {
      mine.add(job.map(ClaimedJob::claim).orElseThrow().job());
    }
    return mine;
  }
}
