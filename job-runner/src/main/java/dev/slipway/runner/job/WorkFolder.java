package dev.slipway.runner.job;

import dev.slipway.core.job.Claim;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What one claim needs on this machine's disk for as long as it is worked on. All names in it are
/// ours: nothing of a repository ever becomes a file name here.
public record WorkFolder(Path root) implements AutoCloseable {

  private static final Logger LOG = System.getLogger(WorkFolder.class.getName());

  /// What [#name] gives. Nothing else is ever removed, whatever folder the configuration names.
  private static final Pattern NAME =
      Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-[1-9][0-9]*");

  /// Makes the folder of `claim` below `work`, without what an earlier process may have left in it.
  static WorkFolder of(Path work, Claim claim) {
    var folder = new WorkFolder(work.resolve(name(claim)));
    try {
      folder.remove();
      Files.createDirectories(folder.checkout());
      Files.createDirectories(folder.spool());
      return folder;
    } catch (IOException | UncheckedIOException e) {
      throw new IllegalStateException(
          "Could not make the work folder " + folder.root + ": " + e, e);
    }
  }

  /// Removes the folders below `work` that belong to no claim.
  ///
  /// @param live gives the claims that are valid. It is asked after the folders: one that is made
  ///   later is not looked at, and of one that was made earlier the claim is among these.
  /// @return how many
  public static int removeLeftovers(Path work, Supplier<Set<Claim>> live) {
    var folders = folders(work);
    if (folders.isEmpty()) {
      return 0;
    }
    var kept = live.get().stream().map(WorkFolder::name).collect(Collectors.toSet());
    var leftovers =
        folders.stream().filter(folder -> !kept.contains(folder.getFileName().toString())).toList();
    leftovers.forEach(folder -> new WorkFolder(folder).close());
    return leftovers.size();
  }

  private static List<Path> folders(Path work) {
    try (var all = Files.list(work)) {
      return all.filter(path -> NAME.matcher(path.getFileName().toString()).matches()).toList();
    } catch (NoSuchFileException e) {
      return List.of();
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

  /// Removes the folder with all that is in it. What cannot be removed is left to the next who
  /// removes leftovers, since no job comes to anything else because of it.
  @Override
  public void close() {
    try {
      remove();
    } catch (IOException | UncheckedIOException e) {
      LOG.log(Level.WARNING, "Could not remove the work folder {0}; later again: {1}", root, e);
    }
  }

  private void remove() throws IOException {
    if (Files.notExists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (var files = Files.walk(root)) { // which follows no links
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static String name(Claim claim) {
    return claim.job() + "-" + claim.attempt();
  }
}
