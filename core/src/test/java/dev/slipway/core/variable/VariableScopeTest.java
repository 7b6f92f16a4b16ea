package dev.slipway.core.variable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.Environment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VariableScopeTest {

  @ParameterizedTest
  @ValueSource(strings = {"all", "production", "preview", "branch:main"})
  void isReadAsItIsWritten(String text) {
    assertThat(VariableScope.parse(text).orElseThrow().text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "All", "branch", "branch:", "branch:a b", "main", "branch:../x", "branch:a:b"})
  void isNothingElse(String text) {
    assertThat(VariableScope.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "all, PRODUCTION, main, true",
    "all, PREVIEW, next, true",
    "production, PRODUCTION, main, true",
    "production, PREVIEW, next, false",
    "preview, PREVIEW, next, true",
    "preview, PRODUCTION, main, false",
    "branch:next, PREVIEW, next, true",
    "branch:next, PREVIEW, next2, false",
    "branch:main, PRODUCTION, main, true",
    "branch:main, PRODUCTION, Main, false"
  })
  void coversTheDeploymentsItNames(
      String scope, Environment environment, String branch, boolean covered) {
    var parsed = VariableScope.parse(scope).orElseThrow();

    assertThat(parsed.covers(environment, new BranchName(branch))).isEqualTo(covered);
  }
}
