package dev.slipway.artifact.output;

import java.util.TreeMap;

/// What stands under one name of an output folder.
sealed interface Node {

  /// A folder, with what is in it by name. Two of them are the same only if they are one object.
  final class Folder implements Node {
    final TreeMap<String, Node> children = new TreeMap<>();
  }

  /// A regular file.
  ///
  /// @param mode whether it may be executed, and more that is not taken over
  record Plain(OutputFile file, int mode) implements Node {

    private static final int ANY_EXECUTE = 0111;

    boolean executable() {
      return (mode & ANY_EXECUTE) != 0;
    }
  }

  /// A symbolic link.
  ///
  /// @param target as it is in the link: relative to the link's folder
  record Symbolic(String target) implements Node {}

  /// A hard link.
  ///
  /// @param target a path from the root of the output folder
  record Hard(String target) implements Node {}

  /// Something that is not published, with all that is in it.
  record LeftOut() implements Node {}
}
