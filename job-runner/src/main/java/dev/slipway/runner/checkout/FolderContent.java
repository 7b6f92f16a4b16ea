package dev.slipway.runner.checkout;

import dev.slipway.core.deployment.DeploymentFailure;
import dev.slipway.runner.checkout.tree.TreeLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;

/// The files of a folder on their way into an object database. Links are kept as links.
final class FolderContent {

  private static final Set<String> NEVER = Set.of(".git", ".slipway", "node_modules");

  private final Path root;
  private final ObjectInserter inserter;
  private final TreeLimits limits;
  private final DirCacheBuilder index = DirCache.newInCore().builder();
  private Instant newest = Instant.EPOCH;
  private int files;
  private long bytes;

  FolderContent(Path root, ObjectInserter inserter, TreeLimits limits) {
    this.root = root;
    this.inserter = inserter;
    this.limits = limits;
  }

  /// Returns the tree of all that is there.
  ObjectId insert() throws IOException, InterruptedException {
    add(root, List.of());
    index.finish();
    return index.getDirCache().writeTree(inserter);
  }

  /// Returns when the newest file was last modified.
  Instant newest() {
    return newest;
  }

  private void add(Path folder, List<Ignoring> outer) throws IOException, InterruptedException {
    var rules = new ArrayList<>(outer);
    ignoring(folder).ifPresent(rules::addFirst);
    try (var children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        if (Thread.interrupted()) {
          throw new InterruptedException("interrupted at " + child);
        }
        var attributes =
            Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (isLeftOut(child, attributes.isDirectory(), rules)) {
          continue;
        }
        if (attributes.isDirectory()) {
          add(child, Collections.unmodifiableList(rules));
        } else if (attributes.isRegularFile() || attributes.isSymbolicLink()) {
          addFile(child, attributes);
        }
      }
    }
  }

  private void addFile(Path file, BasicFileAttributes attributes) throws IOException {
    files++;
    bytes += attributes.size();
    if (files > limits.files() || bytes > limits.bytes()) {
      throw tooLarge();
    }
    var entry = new DirCacheEntry(relative(root, file));
    if (attributes.isSymbolicLink()) {
      entry.setFileMode(FileMode.SYMLINK);
      entry.setObjectId(
          inserter.insert(
              Constants.OBJ_BLOB,
              Files.readSymbolicLink(file).toString().getBytes(StandardCharsets.UTF_8)));
    } else {
      entry.setFileMode(
          Files.isExecutable(file) ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE);
      try (InputStream in = Files.newInputStream(file)) {
        entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, attributes.size(), in));
      }
      var modified = attributes.lastModifiedTime().toInstant().truncatedTo(ChronoUnit.SECONDS);
      newest = modified.isAfter(newest) ? modified : newest;
    }
    index.add(entry);
  }

  private DeploymentFailure tooLarge() {
    return new DeploymentFailure(
        "folder-too-large",
        "The folder %s has more than %,d files or %,d MiB."
            .formatted(root, limits.files(), limits.bytes() >> 20),
        "Give the folder of one project; name what should be left out in its .gitignore.");
  }

  private static boolean isLeftOut(Path child, boolean folder, List<Ignoring> rules) {
    if (NEVER.contains(child.getFileName().toString())) {
      return true;
    }
    for (Ignoring rule : rules) { // the nearest .gitignore first
      var ignored = rule.node().checkIgnored(relative(rule.folder(), child), folder);
      if (ignored != null) {
        return ignored;
      }
    }
    return false;
  }

  private static Optional<Ignoring> ignoring(Path folder) throws IOException {
    var node = new IgnoreNode();
    try (InputStream in =
        Files.newInputStream(folder.resolve(".gitignore"), LinkOption.NOFOLLOW_LINKS)) {
      node.parse(in);
      return Optional.of(new Ignoring(folder, node));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static String relative(Path folder, Path file) {
    return folder.relativize(file).toString();
  }

  /// The rules of the `.gitignore` in a folder.
  private record Ignoring(Path folder, IgnoreNode node) {}
}
