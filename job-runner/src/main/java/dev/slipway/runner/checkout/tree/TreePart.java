package dev.slipway.runner.checkout.tree;

import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.TreeFormatter;

/// A folder of a tree and some files of it, as a tree of their own.
///
/// @param entries what it has, with the folders that lead there
/// @param id what Git would call it
record TreePart(NavigableMap<String, TreeEntry> entries, ObjectId id) {

  /// @param folder one of `all` that is not the root
  /// @param files paths of regular files outside of it
  static TreePart of(NavigableMap<String, TreeEntry> all, String folder, Set<String> files) {
    var entries = new TreeMap<String, TreeEntry>(all.subMap(folder + "/", folder + "0"));
    add(folder, all, entries);
    files.forEach(file -> add(file, all, entries));
    return new TreePart(entries, id("", folder, entries));
  }

  private static void add(
      String path, NavigableMap<String, TreeEntry> all, NavigableMap<String, TreeEntry> entries) {
    for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
      var entry = all.get(path.substring(0, end));
      if (entry == null) {
        throw new IllegalArgumentException("not in the tree: " + path);
      }
      entries.put(entry.path(), entry);
    }
  }

  /// Folders on the way to `whole` and to single files get ids of their own; that of `whole` is
  /// known.
  private static ObjectId id(String folder, String whole, NavigableMap<String, TreeEntry> entries) {
    var sorted = new TreeMap<String, TreeEntry>(); // as Git does: a folder as if it ended with /
    entries.values().stream()
        .filter(entry -> entry.folder().equals(folder))
        .forEach(entry -> sorted.put(entry.path() + (entry.isFolder() ? "/" : ""), entry));
    var tree = new TreeFormatter();
    for (var entry : sorted.values()) {
      var path = entry.path();
      boolean known = !entry.isFolder() || path.equals(whole);
      var id = known ? entry.id() : id(path, whole, entries);
      tree.append(path.substring(path.lastIndexOf('/') + 1), mode(entry), id);
    }
    try (var hash = new ObjectInserter.Formatter()) {
      return hash.idFor(tree);
    }
  }

  private static FileMode mode(TreeEntry entry) {
    return switch (entry.kind()) {
      case FILE -> FileMode.REGULAR_FILE;
      case EXECUTABLE -> FileMode.EXECUTABLE_FILE;
      case LINK -> FileMode.SYMLINK;
      case FOLDER -> FileMode.TREE;
      case SUBMODULE -> FileMode.GITLINK;
    };
  }
}
