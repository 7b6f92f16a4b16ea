package dev.slipway.bench.serving;

import java.util.List;

/// What the servers are asked for.
sealed interface Workload {

  /// Returns its name in the line of figures.
  String key();

  /// Returns what it is, for people.
  String title();

  /// Any of the files of many sites, sites by their popularity.
  ///
  /// @param encoding what is accepted
  /// @param sites how many sites there are at most
  record Mix(String key, String title, String encoding, int sites) implements Workload {}

  /// One file, again and again, as plain bytes.
  ///
  /// @param file its name, in the first site
  record Single(String key, String title, String file) implements Workload {}

  /// One file that has not changed.
  ///
  /// @param file its name, in the first site
  record Unchanged(String key, String title, String file) implements Workload {}

  /// The one that stands for a server's work.
  Workload MIX = new Mix("mix", "any file of any site, br accepted", "br", Integer.MAX_VALUE);

  /// The same of fewer sites: what a request costs must not depend on how many there are.
  Workload FEW = new Mix("mix10", "any file of ten sites, br accepted", "br", 10);

  /// All of them.
  List<Workload> ALL =
      List.of(
          MIX,
          FEW,
          new Mix(
              "mix0",
              "any file of any site, nothing but plain bytes",
              Visitor.IDENTITY,
              Integer.MAX_VALUE),
          new Single("k1", "one file of 1 KB", "k1.png"),
          new Single("k10", "one file of 10 KB", "k10.png"),
          new Single("k100", "one file of 100 KB", "k100.png"),
          new Single("m5", "one file of 5 MB", "m5.mp4"),
          new Unchanged("n304", "one file that has not changed", "k10.png"));
}
