package dev.slipway.bench.chaos;

import dev.slipway.core.job.JobControl;
import dev.slipway.store.database.Db;
import dev.slipway.store.failure.StoreException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Chooses whom a fault may hit. A job whose runners die again and again is given up, and rightly
/// so: fate takes care not to go that far, because nothing could be told from it.
final class Victims {

  /// A runner that is alive, and by its job how many faults that has had.
  ///
  /// @param works whether it has a job
  private record Candidate(Process process, long faults, boolean works) {}

  /// Who has claimed a job, by the end of its name the id that the unit got.
  private record Claimed(String runner, long faults) {}

  /// The faults after which the next would be the last.
  private static final int TOO_MANY = JobControl.MAX_FAULTS - 1;

  private final Db db;
  private final Random random;

  Victims(Db db, Random random) {
    this.db = db;
    this.random = random;
  }

  /// Returns one of the runners that are `alive`, by what systemd calls each, preferably one that
  /// works.
  Optional<Process> runner(Map<String, Process> alive) {
    return candidates(alive).stream().findFirst().map(Candidate::process);
  }

  /// Returns one that works; empty if none does.
  Optional<Process> worker(Map<String, Process> alive) {
    return candidates(alive).stream().filter(Candidate::works).findFirst().map(Candidate::process);
  }

  /// Tells whether all that runs could take one more fault.
  boolean allCanTakeOneMore() {
    try {
      return claimed().stream().allMatch(claimed -> claimed.faults() < TOO_MANY);
    } catch (StoreException e) {
      return false;
    }
  }

  private List<Candidate> candidates(Map<String, Process> alive) {
    try {
      var claims = claimed();
      var candidates = new ArrayList<Candidate>();
      alive.forEach((id, process) -> candidates.add(candidate(id, process, claims)));
      Collections.shuffle(candidates, random);
      candidates.removeIf(candidate -> candidate.faults() >= TOO_MANY);
      candidates.sort(Comparator.comparing(Candidate::works).reversed());
      return candidates;
    } catch (StoreException e) {
      return List.of(); // who has what can't be told while the database is away
    }
  }

  private static Candidate candidate(String id, Process process, List<Claimed> claims) {
    var claim = claims.stream().filter(claimed -> claimed.runner().endsWith(id)).findFirst();
    return new Candidate(process, claim.map(Claimed::faults).orElse(0L), claim.isPresent());
  }

  private List<Claimed> claimed() {
    return db.sql("select runner, faults from job where state = 'running'")
        .list(row -> new Claimed(row.text("runner"), row.number("faults")));
  }
}
