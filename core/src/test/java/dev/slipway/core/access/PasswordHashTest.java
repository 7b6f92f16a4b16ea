package dev.slipway.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.secret.Secret;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {

  private static final Secret PASSWORD = new Secret("correct horse – Überfall");
  private static final PasswordHash HASH = PasswordHash.of(PASSWORD, new SecureRandom());

  /// PBKDF2-HMAC-SHA256 of `passwd` and `salt` with one iteration (RFC 7914, section 11).
  private static final String KNOWN =
      "pbkdf2-sha256$1$c2FsdA==$VawEblbjCJ/sFpHCJUS2BflBhSFt3gRl5oudV8INrLxJypzM8Xm2RZkWZLOdd+8x"
          + "fHG4RbHjC9UJESBB06GXgw==";

  @Test
  void matchesItsPasswordAndNoOther() {
    assertThat(HASH.matches(PASSWORD)).isTrue();
    assertThat(HASH.matches(new Secret("correct horse - Überfall"))).isFalse();
    assertThat(HASH.matches(new Secret(""))).isFalse();
  }

  @Test
  void isAnotherOneEachTime() {
    assertThat(PasswordHash.of(PASSWORD, new SecureRandom())).isNotEqualTo(HASH);
  }

  @Test
  void costsWhatIsAskedOfIt() {
    assertThat(HASH.value()).startsWith("pbkdf2-sha256$600000$");
  }

  @Test
  void isThePublishedAlgorithm() {
    assertThat(new PasswordHash(KNOWN).matches(new Secret("passwd"))).isTrue();
    assertThat(new PasswordHash(KNOWN).matches(new Secret("passwc"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "passwd",
        "pbkdf2-sha1$1$c2FsdA==$VawEblMWRYnBJKwSLSIDiQ==",
        "pbkdf2-sha256$0$c2FsdA==$VawEblMWRYnBJKwSLSIDiQ==",
        "pbkdf2-sha256$1$c2FsdA==$",
        "pbkdf2-sha256$1$c$c",
        "pbkdf2-sha256$999999999999$c2FsdA==$VawEblMWRYnBJKwSLSIDiQ=="
      })
  void letsNobodyInWhenItIsNone(String value) {
    assertThat(new PasswordHash(value).matches(new Secret("passwd"))).isFalse();
  }

  @Test
  void isNotPrinted() {
    assertThat(HASH.toString()).doesNotContain("$");
  }
}
