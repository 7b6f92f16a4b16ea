package dev.slipway.bench.serving;

import static java.util.Locale.ROOT;

import dev.slipway.bench.server.Folders;
import dev.slipway.process.service.Parts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Our static server next to nginx and Caddy, all with the same files, in one run: how many
/// requests each answers, at what cost, how soon, in how much memory.
public final class ServingRace {

  private static final String OURS = "Slipway";
  private static final String REFERENCE = "nginx";
  private static final String CADDY = "Caddy";

  /// What needs no compiler is warm at once.
  private static final Duration SHORT = Duration.ofSeconds(1);

  /// How many times as long our server is asked before anything counts: until then it compiles.
  private static final int WARMING = 10;

  private static final int FEWEST = 10;
  private static final int TIMES = 10;
  private static final int OFTEN = 1;
  private static final int SELDOM = 2;

  private final Path clone;
  private final Scale scale;
  private final PrintStream out;
  private final Map<String, Double> figures = new LinkedHashMap<>();

  /// @param clone the folder of Slipway's sources, built
  public ServingRace(Path clone, Scale scale, PrintStream out) {
    this.clone = clone;
    this.scale = scale;
    this.out = out;
  }

  /// Runs it, and returns its figures by their names.
  public Map<String, Double> run() throws IOException, InterruptedException {
    var corpus = Corpus.of(scale.deployments(), out);
    var folder = Files.createTempDirectory("slipway-serving");
    var parts = new Parts();
    parts.add(() -> Folders.remove(folder));
    // Who is told to end leaves nothing behind either.
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(parts::close));
    try {
      var precedence = parts.add(Precedence.take());
      out.println(
          precedence.taken() ? "Before all else that runs here" : "Beside what else runs here");
      measure(corpus, folder, parts);
    } finally {
      parts.close();
    }
    return figures;
  }

  private void measure(Corpus corpus, Path folder, Parts parts)
      throws IOException, InterruptedException {
    var platform = parts.add(Platform.start(folder, corpus));
    var slipway = new Slipway(clone, folder, platform);
    var cache = Optional.of(slipway.train(corpus.sites().getFirst()));
    var wrk = new Wrk(folder, corpus);
    var apart = servers(folder.resolve("apart"), corpus, slipway, cache, Cores.APART, parts);
    compare(corpus, apart);
    var floor = new Floor(folder.resolve("floor"), corpus);
    for (var way : Floor.Way.values()) {
      apart.add(parts.add(floor.start(way, Cores.APART)));
    }
    out.println("\nServer on core 0, wrk on core 1, 64 connections");
    apart(new Race(wrk, Cores.APART, scale), apart);
    memory(apart);
    var shared = servers(folder.resolve("shared"), corpus, slipway, cache, Cores.SHARED, parts);
    idle(corpus, shared);
    shared(new Race(wrk, Cores.SHARED, scale), shared);
    starts(new StartUp(slipway, corpus.sites().getFirst()), cache);
    indexes(corpus);
  }

  private List<WebServer> servers(
      Path folder, Corpus corpus, Slipway slipway, Optional<Path> cache, Cores cores, Parts parts)
      throws IOException, InterruptedException {
    var servers = new ArrayList<WebServer>();
    servers.add(parts.add(slipway.start(cores, cache)));
    for (var tuning : tunings()) {
      var own = folder.resolve(tuning.name());
      servers.add(parts.add(Nginx.start(own, corpus, tuning, cores)));
    }
    servers.add(parts.add(Caddy.start(folder.resolve(CADDY), corpus, cores)));
    return servers;
  }

  private void compare(Corpus corpus, List<WebServer> servers)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    int compared = new Sameness(corpus, servers).check(scale.sameness());
    out.printf(
        "%,d answers are the same from all servers, byte by byte (%d s)%n",
        compared, Duration.ofNanos(System.nanoTime() - start).toSeconds());
  }

  private void apart(Race race, List<WebServer> servers) throws IOException, InterruptedException {
    var entrants = servers.stream().map(this::entrant).toList();
    race.warmUp(Workload.MIX, entrants.getFirst(), WARMING);
    for (var workload : Workload.ALL) {
      var rounds = race.run(workload, entrants);
      new Table(out, REFERENCE).print(workload.title(), rounds, servers);
      figures.put(workload.key(), rounds.speed(OURS, REFERENCE));
      if (workload.equals(Workload.MIX)) {
        figures.put("caddy", rounds.speed(OURS, CADDY));
        figures.put("cpu", rounds.ratio(OURS, REFERENCE, Round::cpuMicros));
        figures.put("p99", rounds.ratio(OURS, REFERENCE, round -> round.load().p99Micros()));
      }
      figures.put("rps_" + workload.key(), rounds.ratio(OURS, REFERENCE, Round::rate));
      for (var way : Floor.Way.values()) {
        var name = way.name().toLowerCase(ROOT) + "_" + workload.key();
        figures.put(name, rounds.speed(way.title(), REFERENCE));
      }
      figures.put("best_" + workload.key(), toTheBest(rounds));
    }
  }

  private Race.Entrant entrant(WebServer server) {
    return switch (server.name()) {
      case OURS -> new Race.Entrant(server, scale.warmUp(), OFTEN);
      case REFERENCE -> new Race.Entrant(server, shortly(), OFTEN);
      default -> new Race.Entrant(server, shortly(), SELDOM);
    };
  }

  private Duration shortly() {
    return scale.warmUp().compareTo(SHORT) < 0 ? scale.warmUp() : SHORT;
  }

  /// Returns how we compare with the nginx whose tuning suits the work best.
  private double toTheBest(Rounds rounds) {
    return tunings().stream()
        .mapToDouble(tuning -> rounds.speed(OURS, tuning.title()))
        .min()
        .orElseThrow();
  }

  private List<Nginx.Tuning> tunings() {
    return scale.everyTuning() ? List.of(Nginx.Tuning.values()) : List.of(Nginx.Tuning.SENDFILE);
  }

  private void memory(List<WebServer> servers) {
    out.printf("%nMemory after that, in MiB%n  %-12s %9s %9s %9s%n", "", "resident", "PSS", "own");
    for (var server : servers) {
      var memory = server.tree().memory();
      out.printf(
          "  %-12s %9.1f %9.1f %9.1f%n",
          server.name(), memory.resident(), memory.proportional(), memory.anonymous());
      if (server.name().equals(OURS)) {
        figures.put("rss", memory.resident());
      }
    }
  }

  private void idle(Corpus corpus, List<WebServer> servers) throws IOException {
    var idle = new IdleConnections(corpus.sites().getFirst().host(), "/k1.png");
    out.printf("%n%,d connections that do nothing%n", scale.idle());
    for (var server : servers) {
      var cost = idle.open(server, scale.idle());
      out.printf(
          "  %-12s %,d held, %.1f KiB each; others are answered within %.2f ms (p99)%n",
          server.name(), cost.held(), cost.kibibytes(), cost.millis());
      if (server.name().equals(OURS)) {
        figures.put("idle_kb", cost.kibibytes());
        figures.put("idle_held", (double) cost.held());
      }
    }
  }

  private void shared(Race race, List<WebServer> servers) throws IOException, InterruptedException {
    var rounds = race.run(Workload.MIX, servers.stream().map(this::entrant).toList());
    new Table(out, REFERENCE)
        .print("Server and wrk both on both cores: " + Workload.MIX.title(), rounds, servers);
    figures.put("shared_mix", rounds.speed(OURS, REFERENCE));
  }

  private void starts(StartUp startUp, Optional<Path> cache)
      throws IOException, InterruptedException {
    double cached = startUp.median(cache, scale.starts());
    double plain = startUp.median(Optional.empty(), scale.starts());
    out.printf(
        "%nFrom the start of the process to the first byte: %.0f ms, without the AOT cache %.0f%n",
        cached, plain);
    figures.put("start_ms", cached);
    figures.put("start_plain_ms", plain);
  }

  private void indexes(Corpus corpus) {
    try (var indexes = new Indexes(corpus)) {
      double room = indexes.ofHundredMebibytes();
      out.printf("%n%,.0f deployments are indexed in 100 MiB of heap%n", room);
      figures.put("indexed", room);
      for (int count = FEWEST; count <= scale.indexes(); count *= TIMES) {
        indexes.open(count);
        double nanos = indexes.nanosOfLookUp(count);
        out.printf("A file is found among %,d deployments in %.0f ns%n", count, nanos);
        figures.put("lookup_" + count, nanos);
      }
    }
  }
}
