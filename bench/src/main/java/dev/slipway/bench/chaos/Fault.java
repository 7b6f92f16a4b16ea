package dev.slipway.bench.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// What can happen to a platform, and how often it does compared to the others.
enum Fault {
  KILL_RUNNER(8),
  STOP_RUNNER(1),
  KILL_RECEIVER(4),
  KILL_POSTGRES(2),
  KILL_REDIS(2),
  FORGETFUL_REDIS(2),
  FLUSH_REDIS(2),
  ROLL_BACK(2),
  REDEPLOY(2);

  private final int weight;

  Fault(int weight) {
    this.weight = weight;
  }

  /// Returns `count` of them in an order of their own, each at least once if there is room.
  static List<Fault> deal(int count, Random random) {
    var bag = new ArrayList<Fault>();
    for (var fault : values()) {
      bag.addAll(Collections.nCopies(fault.weight, fault));
    }
    var dealt = new ArrayList<>(List.of(values()));
    while (dealt.size() < count) {
      dealt.add(bag.get(random.nextInt(bag.size())));
    }
    Collections.shuffle(dealt, random);
    return List.copyOf(dealt.subList(0, count));
  }
}
