package dev.slipway.bench.serving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What is read of the kernel's files.
class KernelFilesTest {

  @Test
  void addsTheTimesOfAProcessAndOfItsChildrenThatHaveEnded() {
    var stat = "42 (a (b) c) S 1 42 42 0 -1 4194304 100 0 0 0 7 5 3 2 20 0 1 0 100 0 0";

    assertThat(ProcessTree.times(stat)).isEqualTo(17);
  }

  @Test
  void countsNoTimeOfAProcessThatIsGone() {
    assertThat(ProcessTree.times("")).isZero();
  }

  @Test
  void countsWhatProcessesTookAndNeitherIdlingNorDevices() {
    var line = "cpu  100 20 300 40000 500 60 70 8 0 0";

    assertThat(ForeignLoad.taken(line)).isEqualTo(4.28);
  }

  @Test
  void takesTheHardLimitOfOpenFiles() {
    assertThat(
            OpenFiles.hardLimit(
                "Max open files            1024                 20000                files     "))
        .isEqualTo(20_000);
    assertThat(
            OpenFiles.hardLimit(
                "Max open files            1024                 unlimited            files     "))
        .isEqualTo(200_000);
  }

  @Test
  void seesThisProcess() {
    var own = new ProcessTree(ProcessHandle.current());

    assertThat(own.cpuSeconds()).isPositive();
    assertThat(own.memory().resident()).isGreaterThan(own.memory().anonymous());
    assertThat(own.memory().proportional()).isPositive();
  }
}
