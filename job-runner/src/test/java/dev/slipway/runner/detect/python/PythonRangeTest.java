package dev.slipway.runner.detect.python;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PythonRangeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "system",
        "3",
        "3.11",
        "3.11.9",
        "python-3.11.4",
        "cpython@3.11.0",
        "cpython-3.11",
        ">=3.8",
        ">= 3.8, < 4",
        ">=3.8 <4",
        "==3.11.*",
        "==3.11.2",
        "!=3.10.*,>=3.9",
        "~=3.9",
        "~=3.11.1",
        "^3.9",
        "~3.11",
        "~3",
        ">3.11",
        "<=3.11.2",
        ">=3.11.0rc1",
        "<3.9 || >=3.11",
        "3.11.*",
        ">=3.8,"
      })
  void findsTheBuildersPythonInTheRange(String range) {
    assertThat(PythonRange.allows(range)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2",
        "3.1",
        "3.12",
        "python-3.10.4",
        "3.13-dev",
        "3.14t",
        "pypy3.10-7.3.12",
        ">=3.12",
        ">=3.11.3",
        ">=3.8,<3.11",
        "==3.11",
        "==3.12.*",
        "!=3.11.*",
        "~=3.10.1",
        "^3.12",
        "^2.7",
        "~3.10",
        "<3.11",
        "<=3.11",
        ">3.11.2",
        "3.9 | 3.10",
        ">=3.8 and more",
        "nonsense"
      })
  void doesNotFindTheBuildersPythonInTheRange(String range) {
    assertThat(PythonRange.allows(range)).isFalse();
  }

  @Test
  void endsWithRangesThatAreHostile() {
    assertThat(PythonRange.allows(">=3,".repeat(100_000))).isFalse();
    assertThat(PythonRange.allows("1".repeat(119))).isFalse();
    assertThat(PythonRange.allows(" ".repeat(50) + "|".repeat(60))).isFalse();
    assertThat(PythonRange.allows(">" + " ".repeat(110) + "3")).isFalse();
  }
}
