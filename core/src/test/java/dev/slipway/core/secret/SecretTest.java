package dev.slipway.core.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.account.ApiToken;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SecretTest {

  @Test
  void doesNotPrintItself() {
    var token = ApiToken.random(new SecureRandom());

    assertThat("" + new Secret("hunter2") + token).doesNotContain("hunter2", "slw_");
  }

  @Test
  void equalsTheSameTextOnly() {
    assertThat(new Secret("a")).isEqualTo(new Secret("a")).isNotEqualTo(new Secret("b"));
  }

  @Test
  void aTokenIsStoredAsItsHash() {
    var token = new ApiToken(new Secret("slw_x"));

    assertThat(token.hash()).hasSize(64).isNotEqualTo(token.secret().reveal());
  }
}
