package dev.slipway.runner.detect.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.deployment.DeploymentFailure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TomlTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a = [",
        "a = 1\na = 2",
        "a = 9999-99-99",
        "a = 99999999999999999999",
        "][\"\\\t\""
      })
  void takesEveryMistakeForTheProjects(String text) {
    assertThatThrownBy(() -> TomlText.parse("slipway.toml", text))
        .isInstanceOf(DeploymentFailure.class)
        .hasMessageContaining("slipway.toml is not valid TOML");
    assertThat(TomlText.lenient(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "a=[", "a={b="})
  void takesTablesWithoutEndForTheProjectsMistake(String piece) {
    var text = piece.repeat((1 << 16) / piece.length());

    assertThatThrownBy(() -> TomlText.parse("slipway.toml", text))
        .isInstanceOf(DeploymentFailure.class);
    assertThat(TomlText.lenient(text)).isEmpty();
  }
}
