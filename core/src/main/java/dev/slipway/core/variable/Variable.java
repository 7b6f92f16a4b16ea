package dev.slipway.core.variable;

import dev.slipway.core.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// One environment variable of a project, with its value.
///
/// A project has at most one of a key and scope. The value prints as `***` whatever its kind.
public record Variable(
    VariableKey key, VariableScope scope, VariableKind kind, VariableUse use, Secret value) {

  /// How many bytes a value may have. Linux gives a program no single variable of 128 KiB.
  public static final int LONGEST = 32 * 1024;

  /// How many characters a secret has at least that is masked in logs: what is shorter is
  /// everywhere.
  public static final int SHORTEST_MASKED = 4;

  /// How many characters a secret has at least that is looked for in what is to be deployed.
  public static final int SHORTEST_SOUGHT = 8;

  public Variable {
    refusal(value.reveal())
        .ifPresent(why -> {
          throw new IllegalArgumentException(key + ": " + why);
        });
  }

  /// Returns why `value` is none that a variable may have, as a sentence; empty if it may.
  public static Optional<String> refusal(String value) {
    if (value.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      return Optional.of("A value has %,d bytes at most.".formatted(LONGEST));
    }
    if (value.indexOf('\0') >= 0) {
      return Optional.of("A value has no NUL in it: no program could be given it.");
    }
    return Optional.empty();
  }

  /// Returns how many bytes the value has.
  public int bytes() {
    return value.utf8().length;
  }
}
