package dev.slipway.bench;

import dev.slipway.bench.rules.RuleLookUp;
import java.io.PrintStream;
import java.util.Arrays;

/// Rules: what it costs to find the one for a path among 10, 450 and 45,000, measured in turns,
/// with visits to ten rules all over the file. With visits to all 45,000 the processor waits for
/// memory; that is told too.
final class RulesBench implements Benchmark {

  private static final int[] COUNTS = {10, 450, 45_000};
  private static final int VISITED = 10;
  private static final int TURNS = 15;
  private static final int WARM_UP = 5;
  private static final int ROUNDS = 60;

  @Override
  public Figures run(PrintStream out) {
    var lookUps = Arrays.stream(COUNTS).mapToObj(count -> new RuleLookUp(count, VISITED)).toList();
    var nanos = new long[COUNTS.length][TURNS];
    for (var turn = -WARM_UP; turn < TURNS; turn++) {
      for (var i = 0; i < COUNTS.length; i++) {
        var taken = lookUps.get(i).nanos(ROUNDS);
        if (turn >= 0) {
          nanos[i][turn] = taken;
        }
      }
    }
    var most = COUNTS[COUNTS.length - 1];
    var all = new RuleLookUp(most, most);
    all.nanos(WARM_UP * ROUNDS);
    out.printf("%,d rules, all visited: %d ns a look-up%n", most, all.nanos(TURNS * ROUNDS));
    var figures = new Figures();
    for (var i = 0; i < COUNTS.length; i++) {
      out.printf(
          "%,d rules: %s ns a look-up, %,d found%n",
          COUNTS[i], Arrays.toString(nanos[i]), lookUps.get(i).found());
      figures.add("n" + COUNTS[i] + "_ns", Figures.median(nanos[i]));
    }
    var few = Figures.median(nanos[0]);
    var many = Figures.median(nanos[COUNTS.length - 1]);
    return figures.add("flat", (double) many / few);
  }
}
