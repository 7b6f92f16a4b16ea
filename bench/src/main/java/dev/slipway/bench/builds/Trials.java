package dev.slipway.bench.builds;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/// Deploys samples one after the other, and tells what came of them.
public final class Trials {

  /// What makes a new project of a platform.
  public interface Projects {
    Project add(String name) throws InterruptedException;
  }

  private Trials() {}

  /// Runs `samples` and prints their table. Returns whether all were fine.
  public static boolean run(List<Sample> samples, Trial trial, Projects projects, PrintStream out)
      throws IOException, InterruptedException {
    var rows = new ArrayList<Row>();
    for (var sample : samples) {
      out.println("Deploying " + sample.title() + " …");
      rows.add(trial.run(sample, projects.add(sample.name())));
      out.println(rows.getLast() instanceof Row.Fine ? "  fine" : "  failed, as told below");
    }
    Table.print(rows, out);
    var fine = rows.stream().filter(Row.Fine.class::isInstance).count();
    out.printf("%nbuilds: fine=%d wrong=%d%n", fine, rows.size() - fine);
    return fine == rows.size();
  }
}
