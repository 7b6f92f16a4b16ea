package dev.slipway.core.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BranchNameTest {

  @ParameterizedTest
  @ValueSource(strings = {"main", "a", "feature/login", "v1.2", "ünïcode", "a@b", "renovate/x-1.x"})
  void acceptsWhatGitAllows(String text) {
    assertThat(BranchName.parse(text)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@",
        "-x",
        "a..b",
        "a.lock",
        "a.lock/b",
        "a//b",
        "/a",
        "a/",
        "a.",
        ".a",
        "a/.b",
        "a b",
        "a~b",
        "a^b",
        "a:b",
        "a?b",
        "a*b",
        "a[b",
        "a\\b",
        "a@{b",
        "a\u0000b",
        "a\nb",
        "a\u007fb",
        "a\u2028/../../b",
        "a\u0085//b",
        "a\u2029.lock"
      })
  void refusesWhatGitRefuses(String text) {
    assertThat(BranchName.parse(text)).isEmpty();
  }

  @Test
  void isAtMost244CharactersLong() {
    assertThat(BranchName.parse("x".repeat(244))).isPresent();
    assertThat(BranchName.parse("x".repeat(245))).isEmpty();
  }
}
