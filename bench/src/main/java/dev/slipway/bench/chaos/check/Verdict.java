package dev.slipway.bench.chaos.check;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// What the checker makes of a history.
///
/// @param pushes how many there were
public record Verdict(int pushes, List<Violation> violations) {

  public Verdict {
    violations = List.copyOf(violations);
  }

  /// Tells whether all promises were kept.
  public boolean isGood() {
    return violations.isEmpty();
  }

  /// Returns the line of `key=value` pairs that says how often which promise was broken.
  public String line(long seed) {
    return "chaos: pushes=%d %s seed=%d".formatted(pushes, counts(), seed);
  }

  private String counts() {
    return Arrays.stream(Violation.Kind.values())
        .map(kind -> kind.word() + "=" + count(kind))
        .collect(Collectors.joining(" "));
  }

  private long count(Violation.Kind kind) {
    return violations.stream().filter(violation -> violation.kind() == kind).count();
  }
}
