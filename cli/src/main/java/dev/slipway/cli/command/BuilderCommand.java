package dev.slipway.cli.command;

import dev.slipway.cli.machine.Machine;
import dev.slipway.runner.RunnerConfig;
import dev.slipway.runner.build.Builder;
import dev.slipway.runner.build.Engine;
import dev.slipway.runner.build.EngineException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `slipway builder …`: the images that builds run in.
@Command(
    name = "builder",
    description = "Make the container images that builds run in, and list them.")
final class BuilderCommand {

  private final Terminal terminal;

  BuilderCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /// `slipway builder build [node|python] [--output FILE]`.
  @Command(
      description =
          "Make an image from the packages of its lock file: the same packages make the same image, to"
              + " the last byte. Without a name, all of them.")
  int build(
      @Parameters(
              index = "0",
              arity = "0..1",
              paramLabel = "node|python",
              description = "which image (default: all)")
          @Nullable String name,
      @Option(
              names = "--output",
              paramLabel = "FILE",
              description = "write it there, as docker load reads it, instead of into the engine")
          @Nullable Path output)
      throws InterruptedException {
    var chosen = chosen(name);
    if (output != null && chosen.size() != 1) {
      throw new UsageException("--output takes one image: name node or python.");
    }
    var machine = Machine.here(UserSettings.builderImage());
    for (var builder : chosen) {
      int code = machine.make(builder, Optional.ofNullable(output));
      if (code != 0) {
        terminal.complain(
            "slipway: the image for %s was not made; see what is said above."
                .formatted(word(builder)));
        return 1;
      }
    }
    return 0;
  }

  private static List<Builder> chosen(@Nullable String name) {
    if (name == null) {
      return List.of(Builder.values());
    }
    return List.of(
        List.of(Builder.values()).stream()
            .filter(builder -> word(builder).equals(name))
            .findFirst()
            .orElseThrow(() -> new UsageException("No such builder: " + name)));
  }

  /// `slipway builder list`: its exit code is 0 only if all of them are there.
  @Command(description = "List the images that builds run in, with their digests.")
  int list() {
    var settings = UserSettings.ofThisMachine();
    var builders = RunnerConfig.builders(settings);
    settings.check();
    try (var engine = Engine.connect(Engine.address(System.getenv()))) {
      boolean complete = true;
      for (var builder : Builder.values()) {
        var image = builders.image(builder);
        var id = engine.imageId(image);
        complete &= id.isPresent();
        terminal.say(
            "%-7s %s  %s"
                .formatted(
                    word(builder),
                    image,
                    id.orElse("missing: slipway builder build " + word(builder))));
      }
      return complete ? 0 : 1;
    } catch (EngineException e) {
      terminal.complain("slipway: " + e.getMessage());
      return 1;
    }
  }

  private static String word(Builder builder) {
    return builder.name().toLowerCase(Locale.ROOT);
  }
}
