package dev.slipway.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShareTokenTest {

  private static final Instant EXPIRY = Instant.parse("2026-11-29T12:00:00Z");
  private static final SharingKey KEY = SharingKey.random();

  private final ShareToken token = KEY.sign("next--shop", EXPIRY);

  @Test
  void holdsForItsHost() {
    var read = ShareToken.parse(token.text()).orElseThrow();

    assertThat(read).isEqualTo(token);
    assertThat(read.expiresAt()).isEqualTo(EXPIRY);
    assertThat(read.isFor("next--shop", KEY.publicKey())).isTrue();
  }

  @Test
  void holdsForNoOtherHostKeyOrTime() {
    var longer = new ShareToken(token.expirySeconds() + 1, token.signature());

    assertThat(token.isFor("shop", KEY.publicKey())).isFalse();
    assertThat(token.isFor("next--shop", SharingKey.random().publicKey())).isFalse();
    assertThat(token.isFor("next--shop", "")).isFalse();
    assertThat(longer.isFor("next--shop", KEY.publicKey())).isFalse();
  }

  @Test
  void isNoOtherTextThanTheOneThatWasSigned() {
    var text = token.text();

    assertThat(ShareToken.parse(text.substring(0, text.length() - 1))).isEmpty();
    assertThat(ShareToken.parse(text + "A")).isEmpty();
    assertThat(ShareToken.parse(text.replace("s1.", "s1.0"))).isEmpty();
    assertThat(ShareToken.parse(text.replace("s1.", "s2."))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "s1", "s1..", "s1.1.", "s1.-1.AAAA", "none.1.AAAA"})
  void isNotParsedFromAnythingElse(String text) {
    assertThat(ShareToken.parse(text)).isEmpty();
  }

  @Test
  void isNotPrinted() {
    assertThat(token.toString()).doesNotContain(token.signature());
    assertThat(KEY.toString()).doesNotContain(KEY.privateKey().reveal());
  }
}
