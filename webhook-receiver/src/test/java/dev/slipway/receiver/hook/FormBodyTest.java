package dev.slipway.receiver.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.receiver.problem.ProblemException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormBodyTest {

  @Test
  void decodesThePayload() {
    var json = "{\"message\": \"50 % more & + ü 🚢\"}";
    var form = "a=1&payload=" + URLEncoder.encode(json, StandardCharsets.UTF_8) + "&b=2";

    assertThat(payload(form)).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a=1", "payloads=1", "payload", "payload=%", "payload=%7", "payload=%zz"})
  void refusesAFormWithoutOne(String form) {
    assertThatThrownBy(() -> payload(form)).isInstanceOf(ProblemException.class);
  }

  private static String payload(String form) {
    var bytes = FormBody.payload(form.getBytes(StandardCharsets.UTF_8));
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
