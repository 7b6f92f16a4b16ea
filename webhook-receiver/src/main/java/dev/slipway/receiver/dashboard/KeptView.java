package dev.slipway.receiver.dashboard;

import dev.slipway.core.retention.Fate;
import dev.slipway.core.retention.RetentionPlan;
import dev.slipway.core.retention.Stored;
import java.util.ArrayList;
import java.util.List;

/// Sums of what is kept, as a page shows them.
///
/// @param kept what stays of a project
/// @param going what would go of it; empty if nothing
/// @param others what else would go, of all projects; empty if nothing
public record KeptView(String kept, String going, String others) {

  static KeptView of(List<Fate> fates, RetentionPlan plan) {
    var going = fates.stream().filter(fate -> fate.end().isPresent()).toList();
    var staying = fates.stream().filter(fate -> fate.end().isEmpty()).toList();
    return new KeptView(sum(staying), going.isEmpty() ? "" : sum(going), others(plan));
  }

  /// Deployments that share an artifact share its bytes.
  private static String sum(List<Fate> fates) {
    var artifacts = new ArrayList<>();
    long bytes = 0;
    for (var fate : fates) {
      if (!artifacts.contains(fate.deployment().artifact())) {
        artifacts.add(fate.deployment().artifact());
        bytes += fate.bytes();
      }
    }
    return counted(fates.size(), "deployment") + ", " + Sizes.written(bytes);
  }

  private static String others(RetentionPlan plan) {
    var parts = new ArrayList<String>();
    add(parts, plan.logs(), "log");
    add(parts, plan.images(), "image");
    add(parts, plan.orphans(), "unknown artifact");
    return String.join(" · ", parts);
  }

  private static void add(List<String> parts, List<? extends Stored<?>> things, String what) {
    if (!things.isEmpty()) {
      long bytes = things.stream().mapToLong(Stored::bytes).sum();
      parts.add(counted(things.size(), what) + ", " + Sizes.written(bytes));
    }
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
