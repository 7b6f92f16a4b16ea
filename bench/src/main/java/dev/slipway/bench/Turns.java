package dev.slipway.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What two did in turns: Slipway, and somebody by hand. Not thread-safe.
final class Turns {

  /// One of Slipway's.
  ///
  /// @param millis from the push to the link
  /// @param stages how many milliseconds each stage took
  /// @param commands what was run in the container
  record Ours(long millis, Map<String, Long> stages, List<String> commands) {}

  private final List<Ours> ours;
  private final List<Long> hand;

  Turns(int count) {
    ours = new ArrayList<>(count);
    hand = new ArrayList<>(count);
  }

  /// Adds one turn of each.
  void add(Ours our, long byHand) {
    ours.add(our);
    hand.add(byHand);
  }

  /// Tells the last turn.
  String last() {
    return String.format(
        Locale.ROOT,
        "%d ms, by hand %d ms; %s",
        ours.getLast().millis(),
        hand.getLast(),
        ours.getLast().stages());
  }

  /// Returns the median of ours, in milliseconds.
  long ours() {
    return Figures.median(ours.stream().mapToLong(Ours::millis).toArray());
  }

  /// Returns how much longer than by hand it took, as the ratio of the medians.
  double ratio() {
    return (double) ours() / Figures.median(hand.stream().mapToLong(Long::longValue).toArray());
  }

  /// Returns which share of our time each stage has.
  Map<String, Double> shares() {
    var shares = new LinkedHashMap<String, Double>();
    double all = ours.stream().mapToLong(Ours::millis).sum();
    for (var stage : ours.getFirst().stages().keySet()) {
      shares.put(
          stage, ours.stream().mapToLong(our -> our.stages().getOrDefault(stage, 0L)).sum() / all);
    }
    return shares;
  }
}
