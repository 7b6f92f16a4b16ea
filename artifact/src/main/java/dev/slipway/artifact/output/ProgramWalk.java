package dev.slipway.artifact.output;

import dev.slipway.artifact.Manifest;
import dev.slipway.artifact.output.ProgramFolder.Entry;
import dev.slipway.artifact.output.ProgramFolder.File;
import dev.slipway.artifact.output.ProgramFolder.Link;
import dev.slipway.core.deployment.DeploymentFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Walks the folder of a program. Its symbolic links stay, as `node_modules/.bin` needs them, if
/// they lead to something inside; a hard link becomes a copy of its file.
final class ProgramWalk {

  private static final int SET_ID = 06000;

  private final OutputTree tree;
  private final Tally tally;
  private final LeftOut leftOut;
  private final LinkResolver links;
  private final List<Entry> entries = new ArrayList<>();

  ProgramWalk(OutputTree tree, Tally tally, LeftOut leftOut) {
    this.tree = tree;
    this.tally = tally;
    this.leftOut = leftOut;
    this.links = new LinkResolver(tree.root());
  }

  /// Returns all that is in it.
  ///
  /// @throws DeploymentFailure if that is nothing, because of a link, or because of a file that
  ///   would run with the rights of another
  ProgramFolder folder() {
    walk(List.of(tree.root()), "");
    if (entries.isEmpty()) {
      throw new DeploymentFailure(
          "empty-output",
          "The app has no files.",
          "Check that the build leaves them in the project's folder.");
    }
    entries.sort(Comparator.comparing(Entry::path, Manifest.ORDER));
    return new ProgramFolder(entries, leftOut.notes());
  }

  /// Walks the last of `folders`, which lie in each other, as the folder `path`.
  private void walk(List<Node.Folder> folders, String path) {
    for (var child : folders.getLast().children.entrySet()) {
      visit(
          child.getValue(), folders, path.isEmpty() ? child.getKey() : path + "/" + child.getKey());
    }
  }

  private void visit(Node node, List<Node.Folder> folders, String path) {
    switch (node) {
      case Node.Plain plain -> add(plain, path);
      case Node.Folder inner -> {
        var deeper = new ArrayList<>(folders);
        deeper.add(inner);
        walk(deeper, path);
      }
      case Node.Symbolic link -> {
        if (isKept(link, folders, path)) {
          entries.add(new Link(path, link.target()));
        }
      }
      case Node.Hard link -> {
        if (links.follow(link, folders, path).node() instanceof Node.Plain plain) {
          add(plain, path);
        } else {
          leftOut.link(path);
        }
      }
      case Node.LeftOut _ -> {}
    }
  }

  private boolean isKept(Node.Symbolic link, List<Node.Folder> folders, String path) {
    boolean kept = !(links.follow(link, folders, path).node() instanceof Node.LeftOut);
    if (!kept) {
      leftOut.link(path);
    }
    return kept;
  }

  private void add(Node.Plain plain, String path) {
    if ((plain.mode() & SET_ID) != 0) {
      throw new DeploymentFailure(
          "output-set-id",
          "The file " + Shown.path(path) + " is one that runs with the rights of its owner.",
          "Take that from it (chmod ug-s), or leave it out of the app.");
    }
    tally.file(path, plain.file().body().length());
    entries.add(new File(path, plain.file().body(), plain.executable()));
  }
}
