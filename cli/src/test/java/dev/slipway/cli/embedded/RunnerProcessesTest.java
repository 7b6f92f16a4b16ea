package dev.slipway.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.core.job.RunnerName;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RunnerProcessesTest {

  private static final String SLEEP = "98765"; // seconds by which a process is told from others

  private final FakeJobs jobs = new FakeJobs();

  @AfterEach
  void leavesNoProcessBehind() {
    await().until(() -> children().isEmpty());
  }

  @Test
  void startsARunnerForEachWaitingJobUpToTheLimit() {
    var launcher = new FakeLauncher(jobs.add(3), "cat");
    try (var runners = started(launcher, 2)) {
      await().until(() -> launcher.launched().size() == 2);

      runners.ring();
      await().until(() -> children().size() == 2);
    }

    assertThat(launcher.launched()).hasSize(2);
  }

  @Test
  void startsTheNextWhenOneHasEnded() {
    var launcher = new FakeLauncher(jobs.add(3), "true");
    try (var runners = started(launcher, 1)) {
      await().atMost(Duration.ofSeconds(4)).until(() -> launcher.launched().size() == 3);
      runners.ring();
    }

    assertThat(jobs.released()).isEmpty();
  }

  @Test
  void startsOneAtARing() {
    var launcher = new FakeLauncher(jobs, "true");
    try (var runners = started(launcher, 1)) {
      jobs.add(1);
      runners.ring();

      await().atMost(Duration.ofSeconds(4)).until(() -> launcher.launched().size() == 1);
    }
  }

  @Test
  void startsNoneForAJobThatMayNotRunYet() {
    jobs.hold(true);
    var launcher = new FakeLauncher(jobs.add(1), "true");
    try (var runners = started(launcher, 1)) {
      await().during(Duration.ofMillis(500)).until(() -> launcher.launched().isEmpty());

      jobs.hold(false);
      runners.ring();

      await().until(() -> launcher.launched().size() == 1);
    }
  }

  @Test
  void waitsWhileTheMachineHasTooLittleForAJob() {
    var launcher = new FakeLauncher(jobs.add(2), "sh", "-c", "exit 75");
    try (var runners = started(launcher, 1)) {
      await().until(() -> launcher.launched().size() == 1);
      await()
          .during(Duration.ofSeconds(1))
          .until(() -> {
            runners.ring();
            return launcher.launched().size() == 1;
          });
    }

    assertThat(launcher.reaped()).as("clean-ups, of which the first is at the start").isEqualTo(1);
  }

  @Test
  void putsTheJobOfAChildThatDiedBackAndCleansUpAfterIt() {
    var launcher = new FakeLauncher(jobs.add(1), "false");
    try (var runners = started(launcher, 1)) {
      await().until(() -> !jobs.released().isEmpty() && launcher.reaped() >= 1);
      runners.ring();
    }

    assertThat(jobs.released().getFirst()).isEqualTo("The build's process ended with exit code 1.");
  }

  @Test
  void waitsBeforeItTriesAThirdTimeWhateverRings() {
    var launcher = new FakeLauncher(jobs.add(1), "false");
    try (var runners = started(launcher, 1)) {
      await().until(() -> jobs.released().size() == 2);
      for (int i = 0; i < 10; i++) {
        runners.ring();
      }
      await().during(Duration.ofMillis(500)).until(() -> launcher.launched().size() == 2);
    }
  }

  @Test
  void goesOnWhenTheDatabaseWasAwayAsAChildDied() {
    var launcher = new FakeLauncher(jobs.add(1), "timeout", "0.5", "sleep", SLEEP);
    try (var runners = started(launcher, 1)) {
      await().until(() -> launcher.launched().size() == 1);
      jobs.breakDown(true);
      await().until(() -> children().isEmpty());
      runners.ring();

      jobs.breakDown(false);
      await()
          .pollInterval(Duration.ofMillis(50))
          .until(() -> {
            runners.ring();
            return !jobs.released().isEmpty();
          });
    }
  }

  @Test
  @Timeout(6) // less than the patience with a runner that does not hear
  void hangsUpWhenItIsClosedAndPutsBackWhatRan() {
    var launcher = new FakeLauncher(jobs.add(1), "cat");
    var runners = started(launcher, 1);
    await().until(() -> children().size() == 1);

    runners.close();

    assertThat(children()).isEmpty();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(jobs.givenBack()).containsExactly("Slipway was stopped during the build.");
    assertThat(jobs.released()).isEmpty();
  }

  @Test
  void startsNoneAfterItWasToldToStop() {
    var launcher = new FakeLauncher(jobs, "cat");
    try (var runners = started(launcher, 1)) {
      runners.stop();
      jobs.add(1);
      runners.ring();
    }

    assertThat(launcher.launched()).isEmpty();
  }

  @Test
  void putsBackWhatAPlatformBeforeItHasLeftClaimed() {
    jobs.add(1).claim(RunnerName.random());
    var launcher = new FakeLauncher(jobs, "true");
    try (var runners = started(launcher, 1)) {
      assertThat(jobs.released())
          .containsExactly("Slipway was stopped or crashed during the build.");
      await().until(() -> launcher.launched().size() == 1);
      runners.ring();
    }
  }

  @Test
  void startsBuildsWhileACleanUpHangsAndEndsItWhenClosed() {
    var launcher = new FakeLauncher(jobs.add(1), "true").reapingBy("sleep", SLEEP);
    try (var runners = started(launcher, 1)) {
      await().until(() -> launcher.launched().size() == 1 && !children().isEmpty());
      runners.ring();
    }

    assertThat(children()).isEmpty();
  }

  @Test
  void cleansUpAnewWhenARunnerDiedMeanwhile() {
    var launcher = new FakeLauncher(jobs.add(1), "false").reapingBy("sleep", "0.5");
    try (var runners = started(launcher, 1)) {
      await().until(() -> launcher.launched().size() == 2 && launcher.reaped() == 2);
      runners.ring();
    }
  }

  private RunnerProcesses started(FakeLauncher launcher, int most) {
    var runners = new RunnerProcesses(jobs, launcher, most);
    runners.start();
    return runners;
  }

  private static List<ProcessHandle> children() {
    return ProcessHandle.current().children().toList();
  }
}
