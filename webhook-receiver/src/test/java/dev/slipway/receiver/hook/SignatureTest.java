package dev.slipway.receiver.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.secret.Secret;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {

  /// The vector in GitHub's documentation.
  private static final String HEX =
      "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

  private static final Secret SECRET = new Secret("It's a Secret to Everybody");
  private static final byte[] BODY = "Hello, World!".getBytes(StandardCharsets.UTF_8);

  @Test
  void makesTheSignatureThatGitHubDocuments() {
    assertThat(Signature.of(SECRET, BODY)).isEqualTo(new Signature(HEX));
  }

  @Test
  void matchesTheSecretAndTheBodyThatItWasMadeOf() {
    var signature = Signature.parse("sha256=" + HEX).orElseThrow();

    assertThat(signature.matches(SECRET, BODY)).isTrue();
    assertThat(signature.matches(new Secret("It's a Secret to Nobody"), BODY)).isFalse();
    assertThat(signature.matches(SECRET, new byte[] {1})).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sha256=",
        "sha256=7571",
        "sha1=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
        "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
        "sha256=757107EA0EB2509FC211221CCE984B8A37570B6D7586C22C46F4379C8B043E17",
        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17 ",
        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1z"
      })
  void takesNothingElseForASignature(String header) {
    assertThat(Signature.parse(header)).isEmpty();
  }
}
