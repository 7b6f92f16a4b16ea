package dev.slipway.bench.serving;

import dev.slipway.bench.server.Program;
import dev.slipway.bench.server.ProgramException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The load: wrk, with connections that stay, each asking again when it has its answer.
final class Wrk {

  private static final int CONNECTIONS = 64;
  private static final double POPULARITY = 0.9;
  private static final int DRAWS = 1 << 16;
  private static final String SCRIPT = "load.lua";

  private final Path folder;
  private final Corpus corpus;
  private final Path script;
  private final Path files;
  private final Map<WebServer, String> tags = new HashMap<>();

  /// @param folder where the script and what it reads go
  Wrk(Path folder, Corpus corpus) throws IOException {
    this.folder = folder;
    this.corpus = corpus;
    this.script = folder.resolve(SCRIPT);
    this.files = folder.resolve("files.txt");
    try (var text = Wrk.class.getResourceAsStream(SCRIPT)) {
      if (text == null) {
        throw new IllegalStateException(SCRIPT + " is not among the resources");
      }
      Files.copy(text, script);
    }
    var lines = corpus.sites().stream().map(site -> site.host() + " " + words(site)).toList();
    Files.write(files, lines);
  }

  /// Returns a file with the numbers of the first `sites`, as often as they are popular.
  private Path draws(int sites) throws IOException {
    var file = folder.resolve("draws-%d.txt".formatted(sites));
    if (Files.notExists(file)) {
      var zipf = new Zipf(sites, POPULARITY);
      var numbers = IntStream.range(0, DRAWS).map(i -> 1 + zipf.at((i + 0.5) / DRAWS));
      Files.write(file, numbers.mapToObj(Integer::toString).toList());
    }
    return file;
  }

  private static String words(Site site) {
    return String.join(" ", site.paths());
  }

  /// Asks `server` for `workload`.
  ///
  /// @param seed the same for two that are to be asked for the same
  LoadReport run(WebServer server, Workload workload, Cores cores, Duration time, int seed)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("wrk", "--latency", "-t1", "-c" + CONNECTIONS));
    command.addAll(List.of("-d" + Math.max(1, time.toSeconds()) + "s", "-s" + script));
    var address = "http://127.0.0.1:" + server.port();
    switch (workload) {
      case Workload.Mix(_, _, var encoding, int most) -> {
        var popular = draws(Math.min(most, corpus.sites().size())).toString();
        command.addAll(List.of(address, "--", files.toString(), popular, "" + seed, encoding));
      }
      case Workload.Single(_, _, var file) ->
          command.addAll(List.of("-HHost: " + host(), address + "/" + file));
      case Workload.Unchanged(_, _, var file) ->
          command.addAll(
              List.of(
                  "-HHost: " + host(),
                  "-HIf-None-Match: " + tag(server, file),
                  address + "/" + file));
    }
    return LoadReport.parse(Program.run(Path.of("/"), cores.load(command)));
  }

  private String host() {
    return corpus.sites().getFirst().host();
  }

  private String tag(WebServer server, String file) throws IOException, InterruptedException {
    var known = tags.get(server);
    if (known != null) {
      return known;
    }
    try (var visitor = new Visitor()) {
      var answer = visitor.get(server.port(), host(), "/" + file, Visitor.IDENTITY);
      var tag =
          answer
              .headers()
              .firstValue("ETag")
              .orElseThrow(
                  () -> new ProgramException(server.name() + " gives " + file + " no tag"));
      tags.put(server, tag);
      return tag;
    }
  }
}
