package dev.slipway.bench.serving;

import dev.slipway.bench.server.Program;
import dev.slipway.bench.server.ProgramException;
import dev.slipway.cli.machine.FreePort;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Our static server, as the package starts it: its flags, its jars alone on the class path, and
/// its AOT cache, which is made by a training run.
final class Slipway {

  private static final String MAIN = "dev.slipway.site.SiteMain";
  private static final String NAME = "Slipway";
  private static final String LOG = "slipway.log";
  private static final Duration TRAINING = Duration.ofSeconds(60);

  private final Path clone;
  private final Path folder;
  private final Platform platform;
  private final List<String> flags;
  private final String classPath;

  /// @param clone the folder of Slipway's sources, built
  /// @param folder where logs and the cache go
  Slipway(Path clone, Path folder, Platform platform) throws IOException, InterruptedException {
    this.clone = clone;
    this.folder = folder;
    this.platform = platform;
    var script = clone.resolve("package/build").toString();
    this.flags = Program.run(clone, List.of(script, "--flags", "static")).lines().toList();
    this.classPath = classPath();
  }

  private String classPath() throws IOException {
    var jars = clone.resolve("bench/target/lib");
    var listed = Files.readString(clone.resolve("static-server/target/class-path")).strip();
    try (var own = Files.list(jars)) {
      var first = own.filter(jar -> jar.getFileName().toString().startsWith("static-server-"));
      var others =
          Stream.of(listed.split(File.pathSeparator, -1))
              .map(jar -> jars.resolve(Path.of(jar).getFileName()));
      return Stream.concat(first, others)
          .map(Path::toString)
          .collect(Collectors.joining(File.pathSeparator));
    }
  }

  /// Makes the AOT cache: lets one start, answer and end.
  Path train(Site site) throws IOException, InterruptedException {
    var cache = folder.resolve("static.aot");
    var server = start(Cores.SHARED, List.of("-XX:AOTCacheOutput=" + cache));
    try (var visitor = new Visitor()) {
      for (var path : site.paths()) {
        visitor.get(server.port(), site.host(), path, "br");
      }
      server.process().destroy(); // it writes the cache when it is told to end
      server.process().waitFor(TRAINING.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      server.close();
    }
    if (Files.notExists(cache)) {
      throw new ProgramException("The training made no AOT cache; see " + folder);
    }
    return cache;
  }

  /// Starts one, and waits until it answers.
  WebServer start(Cores cores, Optional<Path> cache) throws IOException, InterruptedException {
    return start(cores, flag(cache));
  }

  private WebServer start(Cores cores, List<String> further)
      throws IOException, InterruptedException {
    int port = FreePort.any();
    return WebServer.start(
        NAME, port, command(cores, further), platform.variables(port), folder.resolve(LOG));
  }

  /// Starts one on `port`, and waits for nothing.
  WebServer launch(Cores cores, int port, Optional<Path> cache) throws IOException {
    var command = command(cores, flag(cache));
    return new WebServer(
        NAME, port, WebServer.launch(command, platform.variables(port), folder.resolve(LOG)));
  }

  private static List<String> flag(Optional<Path> cache) {
    return cache.map(file -> List.of("-XX:AOTCache=" + file)).orElse(List.of());
  }

  private List<String> command(Cores cores, List<String> further) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(further);
    command.addAll(List.of("-cp", classPath, MAIN));
    return cores.server(command);
  }
}
