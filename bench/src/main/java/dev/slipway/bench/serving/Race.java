package dev.slipway.bench.serving;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Lets servers do the same work in turns, in the other order every other round, so that what
/// changes on the machine meanwhile is the same to all.
final class Race {

  private final Wrk wrk;
  private final Cores cores;
  private final Scale scale;

  /// One that runs.
  ///
  /// @param warmUp how long it is asked before it counts
  /// @param every in which rounds it takes part: in every first, second, third …
  record Entrant(WebServer server, Duration warmUp, int every) {}

  Race(Wrk wrk, Cores cores, Scale scale) {
    this.wrk = wrk;
    this.cores = cores;
    this.scale = scale;
  }

  /// Has `entrant` do `workload` for `times` its time to warm up, in rounds like those that count:
  /// a compiler that has seen no connection come or go would have to begin again when some do.
  void warmUp(Workload workload, Entrant entrant, int times)
      throws IOException, InterruptedException {
    var left = entrant.warmUp().multipliedBy(times);
    for (int number = 0; left.isPositive(); number++) {
      var time = left.compareTo(scale.round()) < 0 ? left : scale.round();
      wrk.run(entrant.server(), workload, cores, time, number);
      left = left.minus(time);
    }
  }

  /// Returns what `entrants` did with `workload`.
  Rounds run(Workload workload, List<Entrant> entrants) throws IOException, InterruptedException {
    for (var entrant : entrants) {
      warmUp(workload, entrant, 1);
    }
    var rounds = new Rounds();
    for (int number = 0; number < scale.rounds(); number++) {
      for (var entrant : number % 2 == 0 ? entrants : entrants.reversed()) {
        if (number % entrant.every() == 0) {
          rounds.add(entrant.server().name(), number, round(entrant.server(), workload, number));
        }
      }
    }
    return rounds;
  }

  private Round round(WebServer server, Workload workload, int number)
      throws IOException, InterruptedException {
    var tree = server.tree();
    var foreign = new ForeignLoad();
    double before = tree.cpuSeconds();
    var load = wrk.run(server, workload, cores, scale.round(), number);
    return Round.of(workload, load, tree.cpuSeconds() - before, foreign.share());
  }
}
