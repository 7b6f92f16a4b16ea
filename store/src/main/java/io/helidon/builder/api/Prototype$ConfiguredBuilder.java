package io.helidon.builder.api;

import io.helidon.common.config.Config;
import org.jspecify.annotations.NullMarked;

/// A type that DB Client 4.1.7 was compiled against and that Helidon took out in 4.2: without it DB
/// Client does not link with Helidon 4.5.
///
/// Delete it when the registry has DB Client in the version of the rest of Helidon. It works on the
/// class path only, and here `$` really is part of the name.
///
/// @param <B> the builder
/// @param <P> what it builds
@NullMarked
@SuppressWarnings("removal") // so is the type in the signature that has to be there
public interface Prototype$ConfiguredBuilder<B, P> extends Prototype.Builder<B, P> {

  /// Takes over what `config` says.
  B config(Config config);
}
