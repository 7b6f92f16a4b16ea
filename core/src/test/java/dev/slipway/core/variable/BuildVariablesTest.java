package dev.slipway.core.variable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.Environment;
import dev.slipway.core.secret.Secret;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BuildVariablesTest {

  private static final Secret KEY = new Secret("a key");
  private static final BranchName MAIN = new BranchName("main");
  private static final BranchName NEXT = new BranchName("next");

  @Test
  void takesOfEveryKeyTheNarrowestThatFits() {
    var all =
        new ArrayList<>(
            List.of(
                variable("A", "all", "1"),
                variable("A", "preview", "2"),
                variable("A", "branch:next", "3"),
                variable("B", "all", "4"),
                variable("B", "preview", "5"),
                variable("C", "production", "6"),
                variable("D", "branch:other", "7")));

    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(all, new Random(seed));

      assertThat(of(all, Environment.PREVIEW, NEXT)).isEqualTo(Map.of("A", "3", "B", "5"));
      assertThat(of(all, Environment.PRODUCTION, MAIN))
          .isEqualTo(Map.of("A", "1", "B", "4", "C", "6"));
    }
  }

  @Test
  void takesNoneThatIsOnlyForRunning() {
    var all =
        List.of(
            variable("A", "all", VariableKind.PUBLIC, VariableUse.RUNTIME, "1"),
            variable("B", "all", VariableKind.PUBLIC, VariableUse.BUILD, "2"),
            variable("C", "all", VariableKind.PUBLIC, VariableUse.BOTH, "3"));

    assertThat(of(all, Environment.PREVIEW, NEXT)).isEqualTo(Map.of("B", "2", "C", "3"));
  }

  @Test
  void takesTheWiderOneWhereTheNarrowerIsOnlyForRunning() {
    var all =
        List.of(
            variable("A", "all", VariableKind.PUBLIC, VariableUse.BUILD, "1"),
            variable("A", "preview", VariableKind.PUBLIC, VariableUse.RUNTIME, "2"));

    assertThat(of(all, Environment.PREVIEW, NEXT)).isEqualTo(Map.of("A", "1"));
  }

  @Test
  void hasADigestThatTellsEveryDifferenceAndNoOrder() {
    var one = variable("A", "all", "1");
    var two = variable("B", "all", "2");
    var digests =
        List.of(
            digest(List.of(one, two)),
            digest(List.of(one)),
            digest(List.of(two)),
            digest(List.of(variable("A", "all", "2"), two)),
            digest(List.of(variable("A", "all", "1B public 1\n2"))),
            digest(List.of(variable("A", "all", "")), two),
            digest(List.of(variable("AB", "all", "1"))),
            digest(List.of(variable("A", "all", VariableKind.SECRET, VariableUse.BOTH, "1"), two)));

    assertThat(new HashSet<>(digests))
        .hasSize(digests.size())
        .allMatch(text -> text.length() == 64);
    assertThat(digest(List.of(two, one))).isEqualTo(digests.getFirst());
    assertThat(digest(List.of(variable("A", "preview", "1"), two))).isEqualTo(digests.getFirst());
    assertThat(BuildVariables.NONE.digest()).isEmpty();
  }

  @Test
  void hasAnotherDigestUnderAnotherKey() {
    var all = List.of(variable("A", "all", "1"));

    var one = BuildVariables.of(all, Environment.PREVIEW, NEXT, KEY).digest();
    var other = BuildVariables.of(all, Environment.PREVIEW, NEXT, new Secret("b key")).digest();

    assertThat(one).isNotEqualTo(other);
  }

  @Test
  void printsNoValue() {
    var variables =
        BuildVariables.of(List.of(variable("A", "all", "canary")), Environment.PREVIEW, NEXT, KEY);

    assertThat(variables.toString()).contains("A", "***").doesNotContain("canary");
  }

  @Test
  void refusesAValueThatNoProgramCouldBeGiven() {
    var longest = "ä".repeat(Variable.LONGEST / 2);

    assertThat(variable("A", "all", longest).bytes()).isEqualTo(Variable.LONGEST);
    assertThatThrownBy(() -> variable("A", "all", longest + "x"))
        .hasMessage("A: A value has 32,768 bytes at most.");
    assertThatThrownBy(() -> variable("A", "all", "a\0b")).hasMessageContaining("NUL");
  }

  @ParameterizedTest
  @ValueSource(strings = {"public", "secret"})
  void readsAKindAsItIsWritten(String text) {
    assertThat(VariableKind.parse(text).orElseThrow().word()).isEqualTo(text);
    assertThat(VariableKind.parse(text + "s")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"build", "runtime", "both"})
  void readsAUseAsItIsWritten(String text) {
    assertThat(VariableUse.parse(text).orElseThrow().word()).isEqualTo(text);
    assertThat(VariableUse.parse(text + "s")).isEmpty();
  }

  private static Map<String, String> of(
      List<Variable> all, Environment environment, BranchName branch) {
    return BuildVariables.of(all, environment, branch, KEY).environment();
  }

  private static String digest(List<Variable> all, Variable... more) {
    var together = new ArrayList<>(all);
    together.addAll(List.of(more));
    return BuildVariables.of(together, Environment.PREVIEW, NEXT, KEY).digest();
  }

  private static Variable variable(String key, String scope, String value) {
    return variable(key, scope, VariableKind.PUBLIC, VariableUse.BOTH, value);
  }

  private static Variable variable(
      String key, String scope, VariableKind kind, VariableUse use, String value) {
    return new Variable(
        new VariableKey(key),
        VariableScope.parse(scope).orElseThrow(),
        kind,
        use,
        new Secret(value));
  }
}
