package dev.slipway.bench.chaos.check;

import java.util.List;
import java.util.stream.Stream;

/// Holds a history to what the platform promises.
public final class Checker {

  /// One promise.
  interface Rule {
    /// Returns where `history` breaks it.
    Stream<Violation> broken(History history);
  }

  private static final List<Rule> RULES =
      List.of(
          new NoPushIsLost(),
          new BranchesShowTheirTips(),
          new ProductionShowsTheNewest(),
          new NothingIsDoubled(),
          new EverythingEnds(),
          new AliasesMoveForward(),
          new NothingIsLeftBehind());

  private Checker() {}

  /// Checks `history` against every rule.
  public static Verdict check(History history) {
    return new Verdict(
        history.pushes().size(), RULES.stream().flatMap(rule -> rule.broken(history)).toList());
  }
}
