package dev.slipway.bench.serving;

import java.util.Optional;

/// What one server did in one round.
///
/// @param cpuMicros the processor time that the server took for one request
/// @param foreign the share of the machine that others took meanwhile
/// @param fault why the round does not count; empty if it does
record Round(LoadReport load, double cpuMicros, double foreign, Optional<String> fault) {

  private static final double MICROS_OF_SECOND = 1e6;
  private static final int LARGEST_HEAD = 1_000;

  /// Returns the round of `workload` in which wrk found `load` and the server took `cpuSeconds`.
  static Round of(Workload workload, LoadReport load, double cpuSeconds, double foreign) {
    return new Round(
        load,
        cpuSeconds * MICROS_OF_SECOND / load.requests(),
        foreign,
        Optional.of(fault(workload, load)).filter(text -> !text.isEmpty()));
  }

  /// Returns how many requests were answered in a second.
  double rate() {
    return load.rate();
  }

  private static String fault(Workload workload, LoadReport load) {
    if (load.requests() == 0) {
      return "nothing was answered";
    }
    if (load.socketErrors() + load.statusErrors() > 0) {
      return load.socketErrors() + " broken connections, " + load.statusErrors() + " errors";
    }
    // A redirection or a whole file where none was due would be no error to wrk.
    return load.bytesOfAnswer() >= least(workload) && load.bytesOfAnswer() <= most(workload)
        ? ""
        : "answers of %.0f bytes".formatted(load.bytesOfAnswer());
  }

  private static long least(Workload workload) {
    return switch (workload) {
      case Workload.Mix _ -> LARGEST_HEAD;
      case Workload.Single(_, _, var file) -> SiteMaker.single(file);
      case Workload.Unchanged _ -> 1;
    };
  }

  private static long most(Workload workload) {
    return switch (workload) {
      case Workload.Mix _, Workload.Single _ -> Long.MAX_VALUE;
      case Workload.Unchanged _ -> LARGEST_HEAD;
    };
  }
}
