package dev.slipway.receiver.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.receiver.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {

  @Test
  void takesWhatHasAnotherTypeForAbsent() {
    var payload = parse("{\"ref\": [1], \"after\": {\"ref\": \"x\"}, \"head_commit\": \"no\"}");

    assertThat(payload)
        .isEqualTo(
            new Payload(
                Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty()));
  }

  @Test
  void looksForNamesAtTheirPlaceOnly() {
    var payload =
        parse("{\"repository\": {\"ref\": \"wrong\", \"after\": \"wrong\"}, \"ref\": \"r\"}");

    assertThat(payload.ref()).contains("r");
    assertThat(payload.after()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "\"text\"",
        "{",
        "{\"ref\":}",
        "{} {}",
        "{}x",
        "{'ref': 1}",
        "\u0000",
        "{\"ref\": \"a\" \"b\"}",
        "<xml/>"
      })
  void refusesWhatIsNotOneJsonObject(String json) {
    assertThatThrownBy(() -> parse(json)).isInstanceOf(ProblemException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 100_000, 5_000_000})
  void refusesWhatIsNestedDeeply(int depth) {
    assertThatThrownBy(() -> parse("{\"a\":" + "[".repeat(depth)))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void refusesAnEndlessNumber() {
    assertThatThrownBy(() -> parse("{\"a\": " + "9".repeat(1_000_000) + "}"))
        .isInstanceOf(ProblemException.class);
  }

  private static Payload parse(String json) {
    return Payload.parse(json.getBytes(StandardCharsets.UTF_8));
  }
}
