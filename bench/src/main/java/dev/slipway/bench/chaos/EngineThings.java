package dev.slipway.bench.chaos;

import dev.slipway.bench.chaos.check.History.Leftover;
import dev.slipway.bench.server.Program;
import dev.slipway.bench.server.ProgramException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What builds of one platform have on this machine: containers, networks and workspaces, asked of
/// the container engine itself, and folders.
final class EngineThings {

  /// One kind of thing, and the words by which docker lists and removes them.
  private record Kind(String word, List<String> list, List<String> remove) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("container", List.of("ps", "--all"), List.of("rm", "--force", "--volumes")),
          new Kind("network", List.of("network", "ls"), List.of("network", "rm")),
          new Kind("volume", List.of("volume", "ls"), List.of("volume", "rm", "--force")));

  private static final Path HERE = Path.of("/");
  private static final String SLOTS = "slots";

  private final String instance;

  EngineThings(String instance) {
    this.instance = instance;
  }

  /// Returns what belongs to builds: caches, which outlive them, are labelled with no job.
  List<Leftover> ofBuilds() throws InterruptedException {
    var things = new ArrayList<Leftover>();
    for (var kind : KINDS) {
      for (var name : names(kind, List.of("--filter", "label=dev.slipway.job"))) {
        things.add(new Leftover(kind.word(), name));
      }
    }
    return things;
  }

  /// Returns the folders of builds in `work`. What else is there is the node's: its slots, and
  /// files.
  static List<Leftover> folders(Path work) {
    try (Stream<Path> files = Files.list(work)) {
      return files
          .filter(Files::isDirectory)
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(SLOTS))
          .map(name -> new Leftover("folder", name))
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("Can't look into " + work, e);
    }
  }

  /// Removes everything of the platform, caches too.
  void removeAll() throws InterruptedException {
    for (var kind : KINDS) {
      var names = names(kind, List.of());
      if (!names.isEmpty()) {
        var command = new ArrayList<>(List.of("docker"));
        command.addAll(kind.remove());
        command.addAll(names);
        try {
          Program.run(HERE, command);
        } catch (ProgramException e) {
          System.getLogger(EngineThings.class.getName())
              .log(System.Logger.Level.WARNING, "Not all is removed: {0}", e.getMessage());
        }
      }
    }
  }

  private List<String> names(Kind kind, List<String> filter) throws InterruptedException {
    var command = new ArrayList<>(List.of("docker"));
    command.addAll(kind.list());
    command.addAll(List.of("--quiet", "--filter", "label=dev.slipway.instance=" + instance));
    command.addAll(filter);
    return Program.run(HERE, command).lines().toList();
  }
}
