package dev.slipway.bench.serving;

import static java.util.Locale.ROOT;

import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.Encoding;
import dev.slipway.artifact.Extent;
import dev.slipway.artifact.StoredFile;
import dev.slipway.bench.server.Program;
import dev.slipway.cli.machine.FreePort;
import dev.slipway.store.folder.FolderArtifacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// About the least that an answer costs here, as entrants: a server in C that knows all answers
/// beforehand, and checks nothing. What it does not reach, no server with rules will.
final class Floor {

  private static final String SOURCE = "floor.c";
  private static final Extent NOTHING = new Extent(0, 0);

  private final Path folder;
  private final Corpus corpus;
  private final Path program;
  private final Path files;

  /// How a body gets to the socket.
  enum Way {
    /// By way of memory that each answer uses again.
    READ("(read)"),
    /// From where its file is mapped: less to copy, and all files are in the process's memory.
    MAP("(map)");

    private final String title;

    Way(String title) {
      this.title = title;
    }

    /// Returns what a server with it is called in tables.
    String title() {
      return title;
    }
  }

  /// Builds it in the new `folder`, to serve `corpus`.
  Floor(Path folder, Corpus corpus) throws IOException, InterruptedException {
    this.folder = Files.createDirectories(folder);
    this.corpus = corpus;
    this.program = folder.resolve("floor");
    this.files = folder.resolve("files.txt");
    var source = folder.resolve(SOURCE);
    try (var text = Floor.class.getResourceAsStream(SOURCE)) {
      if (text == null) {
        throw new IllegalStateException(SOURCE + " is not among the resources");
      }
      Files.copy(text, source);
    }
    Program.run(folder, List.of("gcc", "-O2", "-o", program.toString(), source.toString()));
    Files.write(files, lines());
  }

  private List<String> lines() {
    var store = FolderArtifacts.readOnly(corpus.artifacts());
    var lines = new ArrayList<String>();
    for (var site : corpus.sites()) {
      var tar = store.find(site.artifact()).orElseThrow();
      try (var artifact = Artifact.open(tar)) {
        for (var file : artifact.manifest().files()) {
          var path = file.path().equals("index.html") ? "/" : "/" + file.path();
          lines.add(line(site.host() + path, tar, artifact.file(file.path()).orElseThrow()));
        }
      }
    }
    return lines;
  }

  private static String line(String key, Path tar, StoredFile file) {
    var plain = file.plain();
    var brotli = file.encoded().getOrDefault(Encoding.BROTLI, NOTHING);
    return "%s\t%s\t%d\t%d\t%d\t%d\t%s"
        .formatted(
            key,
            tar,
            plain.offset(),
            plain.length(),
            brotli.offset(),
            brotli.length(),
            file.file().sha256());
  }

  /// Starts one.
  WebServer start(Way way, Cores cores) throws InterruptedException {
    int port = FreePort.any();
    var name = way.name().toLowerCase(ROOT);
    var command = List.of(program.toString(), Integer.toString(port), files.toString(), name);
    var log = folder.resolve(name + ".log");
    return WebServer.start(way.title(), port, cores.server(command), Map.of(), log);
  }
}
