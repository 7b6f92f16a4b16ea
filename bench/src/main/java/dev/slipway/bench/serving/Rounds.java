package dev.slipway.bench.serving;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// What several servers did with the same work, round by round. Not thread-safe.
final class Rounds {

  /// Above this share of its core it is wrk that is measured, not the server.
  static final double MOST_OF_A_CORE = 0.95;

  /// Above this share of the machine that others take, requests in a second say little.
  private static final double MOST_OF_OTHERS = 0.1;

  private final Map<String, Map<Integer, Round>> rounds = new HashMap<>();

  void add(String server, int number, Round round) {
    rounds.computeIfAbsent(server, _ -> new HashMap<>()).put(number, round);
  }

  /// Returns the median of what `figure` tells of the rounds of `server` that count; NaN if none
  /// does.
  double median(String server, ToDoubleFunction<Round> figure) {
    return median(counted(server).values().stream().mapToDouble(figure).toArray());
  }

  /// Returns the median of the ratios of two servers in the same round.
  double ratio(String server, String other, ToDoubleFunction<Round> figure) {
    var others = counted(other);
    return median(
        counted(server).entrySet().stream()
            .filter(round -> others.containsKey(round.getKey()))
            .mapToDouble(round ->
                figure.applyAsDouble(round.getValue())
                    / figure.applyAsDouble(others.get(round.getKey())))
            .toArray());
  }

  /// Returns how many times as much `server` does as `other`: by requests in a second, or by the
  /// processor time of a request where those tell less of the servers than of what was beside them.
  double speed(String server, String other) {
    return byCost(server) || byCost(other)
        ? 1 / ratio(server, other, Round::cpuMicros)
        : ratio(server, other, Round::rate);
  }

  private boolean byCost(String server) {
    return loadWasTheLimit(server) || wasDisturbed(server);
  }

  /// Tells whether others took so much of the machine that `server` could not do what it can.
  boolean wasDisturbed(String server) {
    return median(server, Round::foreign) > MOST_OF_OTHERS;
  }

  /// Tells whether `server` could have done more than wrk asked for.
  boolean loadWasTheLimit(String server) {
    return median(server, round -> round.load().cpuShare()) > MOST_OF_A_CORE;
  }

  /// Returns the reasons for which rounds of `server` do not count.
  List<String> faults(String server) {
    return rounds.getOrDefault(server, Map.of()).values().stream()
        .map(Round::fault)
        .flatMap(Optional::stream)
        .toList();
  }

  /// Returns the share of the machine that others took, in the median of all rounds.
  double foreign() {
    return median(
        rounds.values().stream()
            .flatMap(of -> of.values().stream())
            .mapToDouble(Round::foreign)
            .toArray());
  }

  boolean has(String server) {
    return rounds.containsKey(server);
  }

  private Map<Integer, Round> counted(String server) {
    var counted = new HashMap<>(rounds.getOrDefault(server, Map.of()));
    counted.values().removeIf(round -> round.fault().isPresent());
    return counted;
  }

  /// Returns the median of `values`, between the two in the middle of an even number; NaN of none.
  static double median(double... values) {
    if (values.length == 0) {
      return Double.NaN;
    }
    var sorted = new ArrayList<Double>();
    Arrays.stream(values).sorted().forEach(sorted::add);
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
