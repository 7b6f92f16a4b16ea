package dev.slipway.bench;

import dev.slipway.bench.builds.Stages;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;

/// Where the time of several kinds of deployment went, as a table in Markdown: the median of each
/// stage and its share of all. Not thread-safe.
final class StageTable {

  private static final int PERCENT = 100;

  private final Map<String, List<Stages>> columns = new LinkedHashMap<>();

  /// Adds a column of deployments of one kind.
  void add(String heading, List<Stages> deployments) {
    columns.put(heading, List.copyOf(deployments));
  }

  /// Prints it.
  void print(PrintStream out) {
    out.println();
    line(out, "stage", new ArrayList<>(columns.keySet()));
    out.println("| --- |" + " ---: |".repeat(columns.size()));
    for (var stage : stages()) {
      line(out, stage, columns.values().stream().map(column -> cell(column, stage)).toList());
    }
    var own =
        columns.values().stream().map(column -> Figures.median(owns(column)) + " ms").toList();
    line(out, "own in all", own);
  }

  private SequencedSet<String> stages() {
    var stages = new LinkedHashSet<String>();
    columns.values().forEach(column -> column.forEach(one -> stages.addAll(one.millis().keySet())));
    return stages;
  }

  private static String cell(List<Stages> column, String stage) {
    var millis = column.stream().mapToLong(one -> one.millis().getOrDefault(stage, 0L)).toArray();
    double all = column.stream().mapToLong(Stages::all).sum();
    return String.format(
        Locale.ROOT,
        "%d ms, %.0f %%",
        Figures.median(millis),
        Arrays.stream(millis).sum() / all * PERCENT);
  }

  private static long[] owns(List<Stages> column) {
    return column.stream().mapToLong(Stages::own).toArray();
  }

  private static void line(PrintStream out, String first, List<String> cells) {
    out.printf("| %-10s |", first);
    cells.forEach(cell -> out.printf(" %16s |", cell));
    out.println();
  }
}
