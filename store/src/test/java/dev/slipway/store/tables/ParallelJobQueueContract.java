package dev.slipway.store.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.job.ClaimedJob;
import dev.slipway.core.job.JobId;
import dev.slipway.core.job.RunnerName;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

abstract class ParallelJobQueueContract extends TablesContract {

  private static final int JOBS = 200;
  private static final int RUNNERS = 8;

  @Test
  void givesEachOfManyJobsToExactlyOneOfManyRunners()
      throws ExecutionException, InterruptedException {
    var project = world.project("shop");
    for (int i = 0; i < JOBS; i++) {
      world.intake.request(project.id(), World.deploy("branch-" + i, 'a'));
    }

    var claimed = InParallel.run(RUNNERS, this::claimAll);

    var jobs = claimed.stream().flatMap(List::stream).toList();
    assertThat(jobs).hasSize(JOBS).doesNotHaveDuplicates();
    assertThat(world.control.waiting()).isZero();
    assertThat(world.control.running()).hasSize(JOBS);
    assertThat(world.count("attempt")).isEqualTo(JOBS);
  }

  /// Claims until nothing waits. That a runner finds nothing while something waits would show in
  /// jobs that are left over.
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
