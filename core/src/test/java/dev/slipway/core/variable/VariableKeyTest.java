package dev.slipway.core.variable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VariableKeyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A",
        "_",
        "API_KEY",
        "vite_x1",
        "NODE_ENV",
        "NODE_OPTIONS",
        "CI",
        "SLIPWAYS",
        "PATHS"
      })
  void isAnyNameThatAProgramCanBeGiven(String name) {
    assertThat(VariableKey.parse(name)).contains(new VariableKey(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1A", "A-B", "A B", "A=B", "Ä", "A\n", "A.B", "$(id)", "A;B", "A\0", "%PATH%"})
  void isNothingElse(String name) {
    assertThat(VariableKey.parse(name)).isEmpty();
    assertThat(VariableKey.refusal(name).orElseThrow()).contains("letters of ASCII");
  }

  @ParameterizedTest
  @CsvSource({
    "PATH, container",
    "HOME, container",
    "LD_PRELOAD, container",
    "LD_LIBRARY_PATH, container",
    "BASH_ENV, container",
    "SLIPWAY, Slipway itself",
    "SLIPWAY_URL, Slipway itself"
  })
  void isNoNameThatABuildCouldNotRunWith(String name, String why) {
    assertThat(VariableKey.refusal(name).orElseThrow()).startsWith(name).contains(why);
    assertThatThrownBy(() -> new VariableKey(name)).hasMessageContaining(why);
  }

  @Test
  void isAtMostAsLongAsItMayBe() {
    assertThat(VariableKey.parse("A".repeat(VariableKey.LONGEST))).isPresent();
    assertThat(VariableKey.refusal("A".repeat(VariableKey.LONGEST + 1)).orElseThrow())
        .isEqualTo("A name has 128 characters at most.");
  }
}
