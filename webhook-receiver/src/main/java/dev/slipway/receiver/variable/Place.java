package dev.slipway.receiver.variable;

import dev.slipway.core.variable.VariableKind;
import dev.slipway.core.variable.VariableScope;
import dev.slipway.core.variable.VariableUse;
import dev.slipway.receiver.problem.Problem;
import dev.slipway.receiver.problem.ProblemException;
import java.util.Optional;
import java.util.function.Function;

/// Where and how variables are to be set, as a caller says. Who says nothing gets them for
/// everything.
///
/// @param kind empty to go by the name of each
public record Place(VariableScope scope, Optional<VariableKind> kind, VariableUse use) {

  /// Returns what the fields say that `fields` gives by name.
  public static Place parse(Function<String, Optional<String>> fields) {
    return new Place(
        fields.apply("scope").map(Place::scope).orElseGet(VariableScope.Everywhere::new),
        fields.apply("kind").map(Place::kind),
        fields.apply("use").map(Place::use).orElse(VariableUse.BOTH));
  }

  /// Returns the scope that `text` spells.
  public static VariableScope scope(String text) {
    return VariableScope.parse(text)
        .orElseThrow(() ->
            refused("scope", "Must be all, production, preview or branch: and the branch's name."));
  }

  private static VariableKind kind(String text) {
    return VariableKind.parse(text).orElseThrow(() -> refused("kind", "Must be public or secret."));
  }

  private static VariableUse use(String text) {
    return VariableUse.parse(text)
        .orElseThrow(() -> refused("use", "Must be build, runtime or both."));
  }

  private static ProblemException refused(String field, String allowed) {
    return Problem.notAllowed(field, allowed).exception();
  }
}
