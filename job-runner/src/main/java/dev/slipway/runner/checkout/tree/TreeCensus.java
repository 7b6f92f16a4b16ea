package dev.slipway.runner.checkout.tree;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/// Walks a whole tree once, and stops at the first entry that breaks a rule or a limit.
///
/// A few kilobytes of Git can say a billion paths: one folder ten times in a folder that is ten
/// times in another. So everything is counted on the way, folders too.
final class TreeCensus {

  private static final int LARGEST_TREE_OBJECT = 32 << 20;

  private final ObjectReader reader;
  private final TreeLimits limits;
  private final NavigableMap<String, TreeEntry> entries = new TreeMap<>();
  private final Map<ObjectId, Long> sizes = new HashMap<>();
  private int files;
  private int folders;
  private long bytes;

  private TreeCensus(ObjectReader reader, TreeLimits limits) {
    this.reader = reader;
    this.limits = limits;
  }

  /// Returns what is in `tree`, by path.
  static NavigableMap<String, TreeEntry> take(ObjectReader reader, ObjectId tree, TreeLimits limits)
      throws IOException {
    var census = new TreeCensus(reader, limits);
    census.walk(tree, "");
    return census.entries;
  }

  private void walk(ObjectId tree, String folder) throws IOException {
    var parser = new CanonicalTreeParser();
    for (parser.reset(open(tree)); !parser.eof(); parser = parser.next()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted at " + folder);
      }
      byte[] name = new byte[parser.getNameLength()];
      parser.getName(name, 0);
      var entry = entry(PathRules.path(folder, name), parser);
      count(entry);
      if (entries.put(entry.path(), entry) != null) {
        throw TreeRefusals.damaged("two entries are called " + TreeRefusals.shown(entry.path()));
      }
      if (entry.kind() == TreeEntry.Kind.FOLDER) {
        walk(entry.id(), entry.path());
      }
    }
  }

  private byte[] open(ObjectId tree) throws IOException {
    try {
      return reader.open(tree, Constants.OBJ_TREE).getCachedBytes(LARGEST_TREE_OBJECT);
    } catch (LargeObjectException e) {
      throw TreeRefusals.tooManyFiles(limits.files());
    }
  }

  private TreeEntry entry(String path, CanonicalTreeParser parser) throws IOException {
    var kind =
        switch (parser.getEntryRawMode() & FileMode.TYPE_MASK) {
          case FileMode.TYPE_TREE -> TreeEntry.Kind.FOLDER;
          case FileMode.TYPE_SYMLINK -> TreeEntry.Kind.LINK;
          case FileMode.TYPE_GITLINK -> TreeEntry.Kind.SUBMODULE;
          case FileMode.TYPE_FILE ->
              FileMode.EXECUTABLE_FILE.equals(parser.getEntryRawMode())
                  ? TreeEntry.Kind.EXECUTABLE
                  : TreeEntry.Kind.FILE;
          default -> throw TreeRefusals.damaged(TreeRefusals.shown(path) + " is of no known kind");
        };
    var id = parser.getEntryObjectId();
    boolean blob = kind != TreeEntry.Kind.FOLDER && kind != TreeEntry.Kind.SUBMODULE;
    return new TreeEntry(path, kind, id, blob ? size(id) : 0);
  }

  private long size(ObjectId blob) throws IOException {
    var known = sizes.get(blob);
    if (known != null) {
      return known;
    }
    long size = reader.getObjectSize(blob, Constants.OBJ_BLOB);
    sizes.put(blob, size);
    return size;
  }

  private void count(TreeEntry entry) {
    if (entry.isFolder()) {
      folders++;
    } else {
      files++;
      bytes += entry.size();
    }
    if (files > limits.files() || folders > limits.files()) {
      throw TreeRefusals.tooManyFiles(limits.files());
    }
    if (bytes > limits.bytes()) {
      throw TreeRefusals.tooManyBytes(entry.path(), limits.bytes());
    }
  }
}
