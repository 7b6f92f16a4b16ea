package dev.slipway.receiver.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.account.AccountId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SessionsTest {

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T22:30:00Z"));
  private final InstantSource time = now::get;
  private final Sessions sessions = new Sessions(time.withZone(ZoneOffset.UTC), new SecureRandom());

  @Test
  void knowsASessionByItsIdAlone() {
    var id = sessions.open(AccountId.FIRST);

    assertThat(sessions.account(id)).contains(AccountId.FIRST);
    assertThat(sessions.account(id + "0")).isEmpty();
    assertThat(sessions.account("")).isEmpty();
  }

  @Test
  void neverGivesTheSameIdTwice() {
    assertThat(sessions.open(AccountId.FIRST)).isNotEqualTo(sessions.open(AccountId.FIRST));
  }

  @Test
  void endsASessionAfterTwelveHours() {
    var id = sessions.open(AccountId.FIRST);

    now.updateAndGet(time -> time.plus(Duration.ofHours(12)).minusSeconds(1));
    assertThat(sessions.account(id)).isPresent();
    now.updateAndGet(time -> time.plusSeconds(1));
    assertThat(sessions.account(id)).isEmpty();
  }

  @Test
  void endsASessionWhenItsOwnerSignsOut() {
    var id = sessions.open(AccountId.FIRST);
    var other = sessions.open(AccountId.FIRST);

    sessions.close(id);

    assertThat(sessions.account(id)).isEmpty();
    assertThat(sessions.account(other)).isPresent();
  }
}
