package dev.slipway.core.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeploymentStateTest {

  @ParameterizedTest
  @EnumSource
  void nothingFollowsAFinalState(DeploymentState state) {
    for (var next : DeploymentState.values()) {
      assertThat(state.isFinal() && state.mayBecome(next)).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyStateThatIsNotFinalCanBeStoppedOrFail(DeploymentState state) {
    for (var end :
        new DeploymentState[] {
          DeploymentState.FAILED, DeploymentState.CANCELED, DeploymentState.SUPERSEDED
        }) {
      assertThat(state.mayBecome(end)).isEqualTo(!state.isFinal());
    }
  }

  @Test
  void readyComesOnlyAfterDeploying() {
    assertThat(DeploymentState.QUEUED.mayBecome(DeploymentState.READY)).isFalse();
    assertThat(DeploymentState.BUILDING.mayBecome(DeploymentState.READY)).isFalse();
    assertThat(DeploymentState.DEPLOYING.mayBecome(DeploymentState.READY)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void aWordIsReadAsItIsWritten(DeploymentState state) {
    assertThat(DeploymentState.of(state.word())).isEqualTo(state);
  }
}
