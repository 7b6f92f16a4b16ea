package dev.slipway.bench.serving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoundsTest {

  private static final Workload WORK = new Workload.Single("k1", "one file of 1 KB", "k1.png");
  private static final long SECOND = 1_000_000;
  private static final double QUIET = 0;

  private final Rounds rounds = new Rounds();

  @Test
  void takesTheMedianAndTheMiddleOfTwo() {
    assertThat(Rounds.median(3, 1, 2)).isEqualTo(2);
    assertThat(Rounds.median(4, 1, 3, 2)).isEqualTo(2.5);
    assertThat(Rounds.median()).isNaN();
  }

  @Test
  void comparesTwoServersInTheSameRoundOnly() {
    add("ours", 0, 200, 0.5, 0);
    add("other", 0, 100, 0.5, 0);
    add("ours", 1, 60, 0.5, 0);
    add("other", 1, 20, 0.5, 0);
    add("ours", 2, 30, 0.5, 0);
    add("other", 2, 10, 0.5, 0);
    add("ours", 3, 900, 0.5, 0);

    assertThat(rounds.speed("ours", "other")).isEqualTo(3);
  }

  @Test
  void comparesTheCostOfARequestWhereWrkWasTheLimit() {
    add("ours", 0, 120, 0.99, 0);
    add("other", 0, 100, 0.60, 0);

    // Both were busy for half of the time.
    assertThat(rounds.speed("ours", "other")).isEqualTo(1.2);
    assertThat(rounds.loadWasTheLimit("ours")).isTrue();
    assertThat(rounds.loadWasTheLimit("other")).isFalse();
  }

  @Test
  void leavesOutRoundsWithErrorsAndSaysSo() {
    add("ours", 0, 100, 0.5, 0);
    add("ours", 1, 700, 0.5, 2);

    assertThat(rounds.median("ours", round -> round.load().rate())).isEqualTo(100);
    assertThat(rounds.faults("ours")).containsExactly("2 broken connections, 0 errors");
  }

  @Test
  void leavesOutARoundThatGotRedirectionsForFiles() {
    var redirected = new LoadReport(100, 20_000, SECOND, 900, 4_000, SECOND, 0, 0);

    var round = Round.of(WORK, redirected, 0.5, QUIET);

    assertThat(round.fault()).contains("answers of 200 bytes");
  }

  @Test
  void leavesOutARoundThatGotWholeFilesWhereNothingHadChanged() {
    var whole = new LoadReport(100, 1_100_000, SECOND, 900, 4_000, SECOND, 0, 0);

    var round = Round.of(new Workload.Unchanged("n304", "unchanged", "k10.png"), whole, 1, QUIET);

    assertThat(round.fault()).contains("answers of 11000 bytes");
  }

  @Test
  void knowsNothingOfAServerThatTookNoPart() {
    assertThat(rounds.has("other")).isFalse();
    assertThat(rounds.median("other", Round::cpuMicros)).isNaN();
  }

  private void add(String server, int number, long requests, double wrk, long broken) {
    var load =
        new LoadReport(
            requests, requests * 1_300, SECOND, 900, 4_000, (long) (wrk * SECOND), broken, 0);
    rounds.add(server, number, Round.of(WORK, load, 0.5, QUIET));
  }
}
