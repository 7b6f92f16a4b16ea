package dev.slipway.store.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.job.ClaimedJob;
import dev.slipway.core.job.Signal;
import dev.slipway.core.project.Project;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whose job is claimed next, and who is at the limit.
abstract class FairClaimContract extends TablesContract {

  private Project busy;
  private Project quiet;

  @BeforeEach
  void addAccounts() {
    busy = world.project("busy", world.account("ada", 2));
    quiet = world.project("quiet", world.account("bob", 1));
  }

  @Test
  void givesAnAccountNoMoreThanItMayHaveRunning() {
    push(busy, 3);

    var first = world.claim();
    world.claim();

    assertThat(claimed()).isEmpty();
    world.queue.end(first.claim(), DeploymentState.FAILED, World.BROKEN);
    assertThat(claimed()).contains("busy 2");
  }

  @Test
  void countsWhatWasToldToStopUntilItHasEnded() {
    push(quiet, 2);
    var first = world.claim();
    world.control.cancel(first.deployment().id(), Reason.of("canceled", "Bob stopped it."));

    assertThat(claimed()).isEmpty();

    world.queue.end(first.claim(), DeploymentState.CANCELED, World.BROKEN);
    assertThat(claimed()).contains("quiet 1");
  }

  @Test
  void takesANewLimitFromTheNextClaimOn() {
    push(busy, 3);
    world.claim();
    world.accounts.limitConcurrency(busy.account(), 1);
    var atLimit = claimed();

    world.accounts.limitConcurrency(busy.account(), 3);

    assertThat(atLimit).isEmpty();
    assertThat(claimed()).contains("busy 1");
    assertThat(claimed()).contains("busy 2");
  }

  @Test
  void prefersTheAccountWithFewerRunning() {
    push(busy, 2);
    world.claim();
    push(quiet, 1);

    assertThat(claimed()).contains("quiet 0");
    assertThat(claimed()).contains("busy 1");
  }

  @Test
  void takesTurnsWhereNoneRuns() {
    push(busy, 3);
    push(quiet, 2);

    var order = claimAndEnd() + ", " + claimAndEnd() + ", " + claimAndEnd() + ", " + claimAndEnd();

    assertThat(order).isEqualTo("busy 0, quiet 0, busy 1, quiet 1");
  }

  @Test
  void prefersWhoGotAJobTheLongestAgo() {
    push(quiet, 1);
    claimAndEnd();
    push(busy, 1);
    claimAndEnd();
    push(busy, 1, 5);
    push(quiet, 1, 5);

    assertThat(claimed()).contains("quiet 5");
  }

  @Test
  void passesOverWhatIsNotToBeTriedAgainYet() {
    push(quiet, 2);
    world.control.release(world.claim().claim(), "Its runner is gone.");

    assertThat(claimed()).contains("quiet 1");
    assertThat(claimed()).isEmpty();
  }

  @Test
  void waitsForTheOnlyJobThatSomethingElseLooksAt()
      throws ExecutionException, InterruptedException, TimeoutException {
    var id = world.push(quiet, "main", 'a');

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var claimed =
          world.db.transaction(tx -> {
            JobTable.lock(tx, id);
            var claiming = threads.submit(() -> world.queue.claim(World.RUNNER, World.LEASE));
            assertThat(claiming).failsWithin(Duration.ofMillis(500));
            return claiming;
          });

      assertThat(claimed.get(10, TimeUnit.SECONDS))
          .hasValueSatisfying(job -> assertThat(job.deployment().id()).isEqualTo(id));
    }
  }

  @Test
  void waitsForTheOnlyAccountThatSomethingElseLooksAt()
      throws ExecutionException, InterruptedException, TimeoutException {
    var id = world.push(quiet, "main", 'a');

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var claimed =
          world.db.transaction(tx -> {
            AccountTable.lock(tx, quiet.account());
            var claiming = threads.submit(() -> world.queue.claim(World.RUNNER, World.LEASE));
            assertThat(claiming).failsWithin(Duration.ofMillis(500));
            return claiming;
          });

      assertThat(claimed.get(10, TimeUnit.SECONDS))
          .hasValueSatisfying(job -> assertThat(job.deployment().id()).isEqualTo(id));
    }
  }

  @Test
  void isNotHeldUpByATransactionOfAnotherAccount() {
    var stuck = world.push(busy, "main", 'a');
    push(quiet, 1);

    var claimed =
        world.db.transaction(tx -> {
          ProjectTable.lock(tx, busy.id());
          AccountTable.lock(tx, busy.account());
          JobTable.lock(tx, stuck);
          DeploymentTable.explain(tx, stuck, World.BROKEN);
          return onAnotherThread(() -> {
            var job = world.claim();
            assertThat(world.control.claimable()).isEqualTo(1);
            assertThat(world.queue.heartbeat(job.claim(), World.LEASE))
                .isEqualTo(new Signal.GoOn());
            assertThat(world.control.releaseExpired()).isEmpty();
            world.publish(job.claim());
            push(quiet, 1, 5);
            return job;
          });
        });

    assertThat(name(claimed)).isEqualTo("quiet 0");
  }

  @Test
  void saysOfWhatIsClaimableHowManyRunnersWouldFindAJob() {
    assertThat(world.control.claimable()).isZero();
    push(busy, 5);
    push(quiet, 1);

    assertThat(world.control.claimable()).isEqualTo(2 + 1);
    world.claim();
    assertThat(world.control.claimable()).isEqualTo(2);
    var second = world.claim();
    assertThat(world.control.claimable()).isEqualTo(1);
    world.control.release(second.claim(), "Its runner is gone.");
    assertThat(world.control.claimable()).isEqualTo(1);
    world.clock.pass(Duration.ofSeconds(5));
    assertThat(world.control.claimable()).isEqualTo(2);
    assertThat(world.control.waiting()).isEqualTo(5);
  }

  @Test
  void saysFromTheBeginningThatADeploymentWaitsForItsAccount() {
    var first = world.push(quiet, "main", 'a');
    var second = world.push(quiet, "next", 'b');

    assertThat(world.reason(first)).isEqualTo("none");
    assertThat(world.reason(second))
        .isEqualTo(
            "account-busy: Waits for another build of this account to end: 1 may run at a time.");

    world.queue.end(world.claim().claim(), DeploymentState.FAILED, World.BROKEN);
    assertThat(world.claim().deployment().reason()).isEmpty();
  }

  @Test
  void saysNothingOfTheAccountWhereOnlyWhatIsSupersededWaits() {
    world.push(quiet, "main", 'a');

    assertThat(world.reason(world.push(quiet, "main", 'b'))).isEqualTo("none");
  }

  @Test
  void saysOfAnAccountThatRunsAtItsLimitThatItIsBusy() {
    push(busy, 2);
    world.claim();
    var free = world.push(quiet, "main", 'a');
    world.claim();

    assertThat(world.reason(free)).isEqualTo("none");
    assertThat(world.reason(world.push(quiet, "next", 'a'))).startsWith("account-busy: ");
    assertThat(world.reason(world.push(busy, "next", 'a'))).startsWith("account-busy: ");
  }

  @Test
  void saysWhyANodeHoldsWhatItCouldClaimUntilSomebodyDoes() {
    var first = world.push(quiet, "main", 'a');
    var second = world.push(quiet, "next", 'b');
    var memory = Reason.of("node-memory", "The node has too little free memory.");
    var disk = Reason.of("node-disk", "The node has too little free disk.");

    world.control.hold(memory);
    world.control.hold(disk);

    assertThat(world.reason(first)).isEqualTo("node-disk: The node has too little free disk.");
    assertThat(world.reason(second)).startsWith("account-busy: ");
    assertThat(world.claim().deployment().reason()).isEmpty();
    world.control.hold(memory);
    assertThat(world.reason(first)).isEqualTo("none");
    assertThat(world.reason(second)).startsWith("account-busy: ");
  }

  /// Pushes to as many branches, called by numbers.
  private void push(Project project, int branches) {
    push(project, branches, 0);
  }

  private void push(Project project, int branches, int first) {
    for (int branch = first; branch < first + branches; branch++) {
      world.push(project, "" + branch, 'a');
    }
  }

  private Optional<String> claimed() {
    return world.queue.claim(World.RUNNER, World.LEASE).map(FairClaimContract::name);
  }

  private String claimAndEnd() {
    var job = world.claim();
    world.queue.end(job.claim(), DeploymentState.FAILED, World.BROKEN);
    world.clock.pass(Duration.ofMillis(1));
    return name(job);
  }

  private static String name(ClaimedJob job) {
    return job.project().name() + " " + job.deployment().branch();
  }

  private static <T> T onAnotherThread(Callable<T> work) {
    try {
      return InParallel.run(1, work).getFirst();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
