package dev.slipway.runner.checkout.tree;

import org.eclipse.jgit.lib.ObjectId;

/// One path of a tree.
///
/// @param size the bytes of a file or of a link's target; 0 for others
record TreeEntry(String path, Kind kind, ObjectId id, long size) {

  enum Kind {
    FILE,
    EXECUTABLE,
    LINK,
    FOLDER,
    /// Another repository's place. It is left empty.
    SUBMODULE
  }

  boolean isFile() {
    return kind == Kind.FILE || kind == Kind.EXECUTABLE;
  }

  boolean isFolder() {
    return kind == Kind.FOLDER || kind == Kind.SUBMODULE;
  }

  /// Returns the folder that it is in; empty for the root.
  String folder() {
    return path.substring(0, Math.max(path.lastIndexOf('/'), 0));
  }
}
