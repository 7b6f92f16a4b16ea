package dev.slipway.bench.serving;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/// Prints what was measured as a table for people.
final class Table {

  private static final double MICROS_OF_MILLI = 1000;
  private static final int PERCENT = 100;

  private final PrintStream out;
  private final String reference;

  /// @param reference the server that all others are compared with
  Table(PrintStream out, String reference) {
    this.out = out;
    this.reference = reference;
  }

  void print(String heading, Rounds rounds, List<WebServer> servers) {
    out.printf("%n%s (others took %.0f %% of the machine)%n", heading, rounds.foreign() * PERCENT);
    out.printf(
        "  %-12s %9s %8s %8s %8s %6s  %s%n",
        "", "req/s", "µs CPU", "p50 ms", "p99 ms", "wrk", "to " + reference + ": req/s, CPU, p99");
    servers.stream()
        .map(WebServer::name)
        .filter(rounds::has)
        .forEach(server -> line(server, rounds));
  }

  private void line(String server, Rounds rounds) {
    out.printf(
        Locale.ROOT,
        "  %-12s %9.0f %8.1f %8.2f %8.2f %6.2f  %.2f, %.2f, %.2f%s%n",
        server,
        rounds.median(server, Round::rate),
        rounds.median(server, Round::cpuMicros),
        rounds.median(server, round -> round.load().p50Micros() / MICROS_OF_MILLI),
        rounds.median(server, round -> round.load().p99Micros() / MICROS_OF_MILLI),
        rounds.median(server, round -> round.load().cpuShare()),
        rounds.ratio(server, reference, Round::rate),
        rounds.ratio(server, reference, Round::cpuMicros),
        rounds.ratio(server, reference, round -> round.load().p99Micros()),
        remark(server, rounds));
    rounds.faults(server).forEach(fault -> out.printf("    a round does not count: %s%n", fault));
  }

  /// Says why a server is compared by the processor time of a request.
  private static String remark(String server, Rounds rounds) {
    if (rounds.loadWasTheLimit(server)) {
      return "  (wrk was the limit: the CPU counts)";
    }
    return rounds.wasDisturbed(server) ? "  (disturbed: the CPU counts)" : "";
  }
}
