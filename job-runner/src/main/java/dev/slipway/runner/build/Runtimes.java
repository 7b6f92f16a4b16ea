package dev.slipway.runner.build;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The runtimes that an engine can run containers by.
final class Runtimes {

  private Runtimes() {}

  /// Sees to it that `engine` has the runtime `name`. Asked before a build, because engines say
  /// only at its start that they have not.
  ///
  /// @throws EngineException if it has not
  static void require(Engine engine, String name) {
    var known = known(engine);
    if (!known.isEmpty() && !known.contains(name)) {
      throw new EngineException(
          "The container engine has no runtime "
              + name
              + ", which builds are to run by (build.runtime); it has "
              + String.join(", ", known)
              + ".",
          "Install it and name it in the engine's configuration (runtimes in daemon.json), or name"
              + " another.",
          null);
    }
  }

  /// Returns those that the engine names; empty if it names none.
  private static Set<String> known(Engine engine) {
    return engine
        .call(
            Engine.SHORT,
            "ask the container engine for its runtimes",
            () -> Optional.ofNullable(engine.client().infoCmd().exec().getRuntimes()))
        .<Set<String>>map(runtimes -> new TreeSet<>(runtimes.keySet()))
        .orElse(Set.of());
  }
}
