package dev.slipway.bench;

import dev.slipway.bench.builds.ByHand;
import dev.slipway.bench.builds.SourceCopy;
import dev.slipway.bench.builds.Stages;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One sample project, built in turns by a push to Slipway and by its commands run by hand: with
/// empty caches, a project and a volume for each turn, and then with those of the turn before.
///
/// Who begins changes from turn to turn, so that nobody always finds what the other has just
/// fetched. Not thread-safe.
final class BuildRace {

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Pattern TOOK = Pattern.compile("==> (.+) took [0-9.]+ s");

  private final SlipwayProcess slipway;
  private final String sample;
  private final Path folder;
  private final PrintStream out;
  private final Turns cold = new Turns();
  private final Turns warm = new Turns();
  private List<String> commands = List.of();

  /// Where the two build.
  private record Pair(BenchProject project, ByHand hand, SourceCopy copy) {}

  /// @param folder where everything is; `log` in it is the platform's
  BuildRace(SlipwayProcess slipway, String sample, Path folder, PrintStream out) {
    this.slipway = slipway;
    this.sample = sample;
    this.folder = folder;
    this.out = out;
  }

  /// Builds the sample so many times each, and returns the project of the last.
  BenchProject run(int colds, int warms) throws IOException, InterruptedException {
    var copy = SourceCopy.of(BuildsMain.projects().resolve(sample), folder.resolve(sample));
    for (int i = 1; i < colds; i++) {
      race(new Pair(project(i), hand(i), copy), 0);
    }
    var last = project(colds);
    race(new Pair(last, hand(colds), copy), warms);
    return last;
  }

  /// Returns the turns with empty caches.
  Turns cold() {
    return cold;
  }

  /// Returns the others.
  Turns warm() {
    return warm;
  }

  private BenchProject project(int number) throws InterruptedException {
    var name = sample + "-" + number;
    return BenchProject.add(slipway, name, folder.resolve(name + ".git"));
  }

  private ByHand hand(int number) {
    return new ByHand(slipway.instance() + "-" + sample + "-" + number);
  }

  private void race(Pair pair, int warms) throws IOException, InterruptedException {
    try (var _ = pair.hand()) {
      turn("cold", cold, pair);
      for (int i = 0; i < warms; i++) {
        turn("warm", warm, pair);
      }
    }
  }

  private void turn(String state, Turns turns, Pair pair) throws IOException, InterruptedException {
    pair.copy().change("change " + (cold.count() + warm.count()));
    var handFirst = turns.count() % 2 == 1; // of the first turn only ours says what to run
    long before = handFirst ? pair.hand().run(pair.copy().folder(), commands) : 0;
    var ours = push(pair);
    turns.add(ours, handFirst ? before : pair.hand().run(pair.copy().folder(), commands));
    out.println(sample + " " + state + ": " + turns.last());
  }

  private Stages push(Pair pair) throws IOException, InterruptedException {
    var end = pair.project().push(pair.copy().folder(), PATIENCE);
    var log = new ArrayList<String>();
    try (var lines = slipway.api().follow(end.path("id").asText())) {
      lines.each(log::add);
    }
    commands =
        log.stream()
            .map(TOOK::matcher)
            .filter(Matcher::matches)
            .map(took -> took.group(1))
            .toList();
    return Stages.of(end, folder.resolve("log"));
  }
}
