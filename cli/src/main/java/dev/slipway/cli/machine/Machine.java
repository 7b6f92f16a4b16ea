package dev.slipway.cli.machine;

import dev.slipway.runner.build.Builder;
import dev.slipway.runner.build.BuilderImage;
import dev.slipway.runner.build.BuilderImageMissingException;
import dev.slipway.runner.build.Engine;
import dev.slipway.runner.build.EngineException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// This machine, as far as builds in containers go: whether a container engine answers and has the
/// builder image, and the programs of `setup/` that see to it.
public final class Machine {

  private static final Duration LONGEST_SETUP = Duration.ofMinutes(30);

  private static final Need ENGINE =
      new Need(
          "The container engine",
          "Docker Engine (Debian package docker.io, about 70 MB)",
          "setup/engine");
  private static final Need IMAGE =
      new Need(
          "The builder image",
          "the builder image slipway/builder-node:24, made here from Debian and npm packages"
              + " (about 140 MB to download, 1 minute)",
          "setup/builder-node");

  private final Path home;
  private final String builderImage;

  private Machine(Path home, String builderImage) {
    this.home = home;
    this.builderImage = builderImage;
  }

  /// Returns this machine; the launcher says in `slipway.home` where `setup/` stands.
  ///
  /// @param builderImage the name of the image that builds run in
  public static Machine here(String builderImage) {
    return new Machine(
        Path.of(System.getProperty("slipway.home", ".")).toAbsolutePath(), builderImage);
  }

  /// Returns what is missing, in the order in which it must be got.
  public List<Need> missing() {
    try (var engine = Engine.connect(Engine.address(System.getenv()))) {
      BuilderImage.find(engine, builderImage);
      return List.of();
    } catch (BuilderImageMissingException e) {
      return List.of(IMAGE);
    } catch (EngineException | IllegalArgumentException e) { // the second: no address at all
      return List.of(ENGINE, IMAGE);
    }
  }

  /// Gets `need`, with its progress on this process's terminal, and returns the exit code.
  public int install(Need need) throws InterruptedException {
    return run(need.script(), List.of());
  }

  /// Makes the image for builds with `builder` anew, into the engine or the archive `output`, with
  /// its progress on this process's terminal, and returns the exit code.
  public int make(Builder builder, Optional<Path> output) throws InterruptedException {
    var arguments = new ArrayList<>(List.of("build"));
    output.ifPresent(
        file -> arguments.addAll(List.of("--output", file.toAbsolutePath().toString())));
    var script =
        switch (builder) {
          case NODE -> "setup/builder-node";
          case PYTHON -> "setup/builder-python";
        };
    return run(script, arguments);
  }

  private int run(String script, List<String> arguments) throws InterruptedException {
    var program = home.resolve(script).toString();
    try {
      var command = Stream.concat(Stream.of(program), arguments.stream()).toList();
      var process = new ProcessBuilder(command).inheritIO().start();
      if (!process.waitFor(LONGEST_SETUP.toMinutes(), TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
      return process.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not run " + program, e);
    }
  }
}
