package dev.slipway.core.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectNameTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "shop", "my-shop", "3d", "a1-b2-c3"})
  void acceptsALabelWithALetter(String text) {
    assertThat(ProjectName.parse(text)).contains(new ProjectName(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-a",
        "a-",
        "a--b",
        "Shop",
        "42",
        "www",
        "api",
        "a.b",
        "a_b",
        "ä",
        "a b",
        "a\n",
        "abcdef01-0000-0000-0000-000000000000",
        "abcdefghijabcdefghijabcdefghijabcdefghijk"
      })
  void refusesWhatIsNoLabelOrIsReserved(String text) {
    assertThat(ProjectName.parse(text)).isEmpty();
    assertThatThrownBy(() -> new ProjectName(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("project name must be");
  }
}
