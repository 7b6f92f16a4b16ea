package dev.slipway.core.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.secret.Secret;
import org.junit.jupiter.api.Test;

class EnvelopeTest {

  private static final byte[] PAYLOAD = "hello world".getBytes(UTF_8);

  @Test
  void signsWhatTheSpecificationSays() {
    var signed = Envelope.signed("http://example.com/HelloWorld", PAYLOAD);

    assertThat(new String(signed, UTF_8))
        .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
  }

  @Test
  void isByWhoSignedIt() {
    var key = SigningKey.random();

    var envelope = Envelope.sign("text/plain", PAYLOAD, key);

    assertThat(envelope.isBy(key.verifying())).isTrue();
    assertThat(envelope.keyId()).isEqualTo(key.verifying().id());
    assertThat(envelope.isBy(SigningKey.random().verifying())).isFalse();
  }

  @Test
  void isByNobodyOnceItWasChanged() {
    var key = SigningKey.random();
    var envelope = Envelope.sign("text/plain", PAYLOAD, key);
    var signature = envelope.signature();

    var otherType = new Envelope("text/html", PAYLOAD, envelope.keyId(), signature);
    var otherBody =
        new Envelope("text/plain", "hello there".getBytes(UTF_8), envelope.keyId(), signature);
    var cut = new Envelope("text/plain", PAYLOAD, envelope.keyId(), new byte[3]);

    assertThat(otherType.isBy(key.verifying())).isFalse();
    assertThat(otherBody.isBy(key.verifying())).isFalse();
    assertThat(cut.isBy(key.verifying())).isFalse();
  }

  @Test
  void hasAKeyThatOthersCanRead() {
    var key = SigningKey.random().verifying();

    assertThat(VerifyingKey.parse(key.pem())).contains(key);
    assertThat(VerifyingKey.parse("no key")).isEmpty();
    assertThat(VerifyingKey.parse("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"))
        .isEmpty();
  }

  @Test
  void doesNotShowThePrivateHalf() {
    var key = SigningKey.random();

    assertThat(key.toString()).doesNotContain(key.privateKey().reveal());
    assertThat(new SigningKey(key.verifying(), new Secret("x")).toString()).contains("***");
  }
}
