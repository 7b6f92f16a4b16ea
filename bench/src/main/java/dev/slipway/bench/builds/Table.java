package dev.slipway.bench.builds;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/// The rows as a table in Markdown, for `docs/builds.md`, and below it what was wrong.
final class Table {

  private static final String LINE = "| %s | %s | %s | %s | %s | %s | %s | %s |%n";

  private Table() {}

  /// Prints `rows`.
  static void print(List<Row> rows, PrintStream out) {
    out.println();
    out.printf(
        LINE,
        "framework",
        "versions",
        "detected",
        "cold s",
        "warm s",
        "files",
        "KB",
        "KB precompressed");
    out.println("| --- | --- | --- | ---: | ---: | ---: | ---: | ---: |");
    rows.forEach(row -> print(row, out));
    rows.forEach(row -> complain(row, out));
  }

  private static void print(Row row, PrintStream out) {
    switch (row) {
      case Row.Fine fine ->
          out.printf(
              LINE,
              fine.sample().title(),
              fine.versions(),
              fine.weight().framework(),
              seconds(fine.coldMillis()),
              seconds(fine.warmMillis()),
              fine.weight().files(),
              kilobytes(fine.weight().bytes()),
              kilobytes(fine.weight().sent()));
      case Row.Wrong wrong ->
          out.printf(LINE, wrong.sample().title(), "", "failed", "", "", "", "", "");
    }
  }

  private static void complain(Row row, PrintStream out) {
    if (row instanceof Row.Wrong wrong) {
      out.println();
      out.println(wrong.sample().title() + " failed:");
      wrong.why().forEach(line -> out.println("  " + line));
    }
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.1f", millis / 1000.0);
  }

  private static String kilobytes(long bytes) {
    return String.format(Locale.ROOT, "%,.1f", bytes / 1000.0);
  }
}
