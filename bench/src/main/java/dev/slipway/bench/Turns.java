package dev.slipway.bench;

import dev.slipway.bench.builds.Stages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What two did in turns: Slipway, and somebody by hand. Not thread-safe.
final class Turns {

  private final List<Stages> ours = new ArrayList<>();
  private final List<Long> hand = new ArrayList<>();

  /// Adds one turn of each.
  void add(Stages our, long byHand) {
    ours.add(our);
    hand.add(byHand);
  }

  /// Returns how many there were.
  int count() {
    return ours.size();
  }

  /// Tells the last turn.
  String last() {
    return String.format(
        Locale.ROOT,
        "%d ms, by hand %d ms; %s",
        ours.getLast().all(),
        hand.getLast(),
        ours.getLast().millis());
  }

  /// Returns where our time went, turn by turn.
  List<Stages> stages() {
    return List.copyOf(ours);
  }

  /// Returns the median of ours, in milliseconds.
  long ours() {
    return Figures.median(ours.stream().mapToLong(Stages::all).toArray());
  }

  /// Returns the median of what is neither install nor build of ours, in milliseconds.
  long own() {
    return Figures.median(ours.stream().mapToLong(Stages::own).toArray());
  }

  /// Returns how much longer than by hand it took, as the ratio of the medians.
  double ratio() {
    return (double) ours() / Figures.median(hand.stream().mapToLong(Long::longValue).toArray());
  }
}
