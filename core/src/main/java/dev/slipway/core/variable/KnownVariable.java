package dev.slipway.core.variable;

import java.time.Instant;
import java.util.Optional;

/// What may be told of a variable that is set.
///
/// @param value the value of a public one; that of a secret one is never told again
/// @param setAt when it got its value
public record KnownVariable(
    VariableKey key,
    VariableScope scope,
    VariableKind kind,
    VariableUse use,
    Optional<String> value,
    Instant setAt) {}
