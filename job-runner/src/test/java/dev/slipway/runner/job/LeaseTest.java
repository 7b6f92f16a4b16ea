package dev.slipway.runner.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.job.Claim;
import dev.slipway.core.job.JobId;
import dev.slipway.core.job.Signal;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LeaseTest {

  private static final Claim CLAIM = new Claim(new JobId(UUID.randomUUID()), 1);
  private static final Duration OFTEN = Duration.ofMillis(20);
  private static final Pulse PULSE = new Pulse(Lease.LENGTH, OFTEN);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ScriptedQueue queue = new ScriptedQueue();

  @Test
  void goesOnForAsLongAsItIsTold() throws InterruptedException {
    try (var lease = new Lease(queue, CLAIM, Thread.currentThread(), PULSE)) {
      queue.awaitHeartbeats(2, PATIENCE);

      assertThat(lease.ending()).isEmpty();
    }
  }

  @Test
  void interruptsTheWorkerWhenThePersonCancels() {
    var reason = Reason.of("canceled", "Canceled.");
    queue.answer(new Signal.Stop(DeploymentState.CANCELED, reason));

    try (var lease = new Lease(queue, CLAIM, Thread.currentThread(), PULSE)) {
      assertThatThrownBy(LeaseTest::work).isInstanceOf(InterruptedException.class);
      assertThat(lease.ending()).contains(new Ending.Told(DeploymentState.CANCELED, reason));
    }
  }

  @Test
  void interruptsTheWorkerWhenAnotherAttemptHasTheJob() {
    queue.answer(new Signal.Lost());

    try (var lease = new Lease(queue, CLAIM, Thread.currentThread(), PULSE)) {
      assertThatThrownBy(LeaseTest::work).isInstanceOf(InterruptedException.class);
      assertThat(lease.ending()).contains(new Ending.Lost());
    }
  }

  @Test
  void survivesADatabaseThatIsAwayForAMoment() throws InterruptedException {
    queue.failNext(2);

    try (var lease = new Lease(queue, CLAIM, Thread.currentThread(), PULSE)) {
      queue.awaitHeartbeats(3, PATIENCE);

      assertThat(lease.ending()).isEmpty();
    }
  }

  @Test
  void keepsTheFirstReasonToStop() {
    try (var lease = new Lease(queue, CLAIM, Thread.currentThread(), PULSE)) {
      lease.stop("the service is stopping");
      lease.stop("again");

      assertThat(Thread.interrupted()).isTrue();
      assertThat(lease.ending()).contains(new Ending.Stopped("the service is stopping"));
    }
  }

  @Test
  void countsAsLostWhenTheDatabaseIsAwayForLongerThanItLasts() {
    queue.failNext(Integer.MAX_VALUE);

    try (var lease =
        new Lease(queue, CLAIM, Thread.currentThread(), new Pulse(Duration.ofMillis(100), OFTEN))) {
      assertThatThrownBy(LeaseTest::work).isInstanceOf(InterruptedException.class);
      assertThat(lease.ending()).contains(new Ending.Lost());
    }
  }

  @Test
  void goesOnWhileTheWorkerCleansUp() throws InterruptedException {
    queue.answer(new Signal.Stop(DeploymentState.CANCELED, Reason.of("canceled", "Canceled.")));

    try (var _ = new Lease(queue, CLAIM, Thread.currentThread(), PULSE)) {
      assertThatThrownBy(LeaseTest::work).isInstanceOf(InterruptedException.class);

      queue.awaitHeartbeats(3, PATIENCE);
    }
  }

  @Test
  void interruptsNobodyAfterItIsSettled() throws InterruptedException {
    queue.answer(new Signal.Lost());
    try (var lease = new Lease(queue, CLAIM, Thread.currentThread(), PULSE)) {
      lease.settle();

      lease.stop("the service is stopping");

      assertThat(Thread.currentThread().isInterrupted()).isFalse();
      assertThat(lease.ending()).isEmpty();
    }
  }

  @Test
  void isNotSettledWhenTheWorkerHasToStop() {
    try (var lease = new Lease(queue, CLAIM, Thread.currentThread(), PULSE)) {
      lease.stop("the service is stopping");

      assertThatThrownBy(lease::settle).isInstanceOf(InterruptedException.class);
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
  }

  @Test
  void leavesNoInterruptBehind() {
    var lease = new Lease(queue, CLAIM, Thread.currentThread(), PULSE);
    lease.stop("the service is stopping");

    lease.close();

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(lease.ending()).contains(new Ending.Stopped("the service is stopping"));
  }

  private static void work() throws InterruptedException {
    var never = new CountDownLatch(1);
    assertThat(never.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }
}
