package dev.slipway.process.bell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.job.Doorbell;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class DispatchingDoorbellTest {

  private static final DeploymentId DEPLOYMENT = new DeploymentId(new UUID(1, 1));

  private final FakeDispatch dispatch = new FakeDispatch();
  private final AtomicInteger rings = new AtomicInteger();
  private final Doorbell doorbell = new DispatchingDoorbell(dispatch, rings::incrementAndGet);

  @Test
  void sendsWordToAllNodesInsteadOfRingingHere() {
    doorbell.ring(DEPLOYMENT);

    assertThat(dispatch.waiting()).isEqualTo(1);
    assertThat(rings.get()).isZero();
  }

  @Test
  void ringsHereWhenNoWordCanBeSent() {
    dispatch.set(FakeDispatch.Fault.AWAY);

    doorbell.ring(DEPLOYMENT);

    assertThat(rings.get()).isEqualTo(1);
  }

  @Test
  void ringsHereForNoDeploymentInParticular() {
    doorbell.ring();

    assertThat(dispatch.waiting()).isZero();
    assertThat(rings.get()).isEqualTo(1);
  }
}
