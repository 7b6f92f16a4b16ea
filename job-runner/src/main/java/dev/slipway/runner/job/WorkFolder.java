package dev.slipway.runner.job;

import dev.slipway.core.job.Claim;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;

/// What one claim needs on this machine's disk for as long as it is worked on. All names in it are
/// ours: nothing of a repository ever becomes a file name here.
public record WorkFolder(Path root) implements AutoCloseable {

  /// Makes the folder of `claim` below `work`, without what an earlier process may have left in it.
  static WorkFolder of(Path work, Claim claim) {
    var folder = new WorkFolder(work.resolve(name(claim)));
    folder.close();
    try {
      Files.createDirectories(folder.checkout());
      Files.createDirectories(folder.spool());
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("Could not make the work folder " + folder.root, e);
    }
  }

  /// Removes the folders below `work` that belong to no claim of `live`.
  ///
  /// @return how many
  public static int removeLeftovers(Path work, Set<Claim> live) {
    var kept = live.stream().map(WorkFolder::name).collect(Collectors.toSet());
    try (var folders = Files.list(work)) {
      var leftovers =
          folders.filter(folder -> !kept.contains(folder.getFileName().toString())).toList();
      leftovers.forEach(folder -> new WorkFolder(folder).close());
      return leftovers.size();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not look through the work folder " + work, e);
    }
  }

  Path checkout() {
    return root.resolve("checkout");
  }

  Path spool() {
    return root.resolve("spool");
  }

  Path sourceTar() {
    return root.resolve("source.tar");
  }

  Path artifact() {
    return root.resolve("artifact.tar");
  }

  /// Removes the folder with all that is in it.
  @Override
  public void close() {
    if (!Files.exists(root)) {
      return;
    }
    try (var files = Files.walk(root)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Could not remove the work folder " + root, e);
    }
  }

  private static String name(Claim claim) {
    return claim.job() + "-" + claim.attempt();
  }
}
