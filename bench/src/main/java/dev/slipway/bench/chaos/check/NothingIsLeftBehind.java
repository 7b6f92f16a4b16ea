package dev.slipway.bench.chaos.check;

import java.util.stream.Stream;

/// No container, network, workspace or folder of a build is left when nothing runs.
final class NothingIsLeftBehind implements Checker.Rule {

  @Override
  public Stream<Violation> broken(History history) {
    return history.leftovers().stream()
        .map(thing ->
            new Violation(
                Violation.Kind.ORPHANS, "the " + thing.kind() + " " + thing.name() + " is left"));
  }
}
