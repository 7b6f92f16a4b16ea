package dev.slipway.receiver.dashboard;

import dev.slipway.core.variable.KnownVariable;
import dev.slipway.core.variable.VariableKind;
import dev.slipway.core.variable.VariableScope;
import java.time.Instant;

/// An environment variable as the page of a project's variables shows it.
///
/// @param scope as programs spell it
/// @param place the same for people
/// @param value empty if it is secret
public record VariableView(
    String key, String scope, String place, boolean secret, String use, String value, Moment set) {

  static VariableView of(KnownVariable known, Instant now) {
    return new VariableView(
        known.key().value(),
        known.scope().text(),
        place(known.scope()),
        known.kind() == VariableKind.SECRET,
        use(known),
        known.value().orElse(""),
        Moment.of(known.setAt(), now));
  }

  private static String place(VariableScope scope) {
    return switch (scope) {
      case VariableScope.Everywhere() -> "All deployments";
      case VariableScope.In(var environment) ->
          switch (environment) {
            case PRODUCTION -> "Production";
            case PREVIEW -> "Previews";
          };
      case VariableScope.On(var branch) -> "Branch " + branch;
    };
  }

  private static String use(KnownVariable known) {
    return switch (known.use()) {
      case BUILD -> "Build";
      case RUNTIME -> "Runtime";
      case BOTH -> "Build and runtime";
    };
  }
}
