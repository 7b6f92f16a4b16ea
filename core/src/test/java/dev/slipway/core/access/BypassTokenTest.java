package dev.slipway.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.secret.Secret;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class BypassTokenTest {

  @Test
  void isKnownByItsDigest() {
    var token = new BypassToken(new Secret("abc"));

    assertThat(token.sha256())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void isAnotherOneEachTimeAndNotPrinted() {
    var random = new SecureRandom();
    var token = BypassToken.random(random);

    assertThat(token.secret().reveal()).matches("slb_[0-9a-f]{64}");
    assertThat(BypassToken.random(random)).isNotEqualTo(token);
    assertThat(token.toString()).doesNotContain(token.secret().reveal());
  }
}
