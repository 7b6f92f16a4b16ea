package dev.slipway.artifact.output;

import dev.slipway.artifact.Manifest;
import dev.slipway.core.deployment.DeploymentFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Walks an output folder with its links followed: a link to a file becomes a copy of it, a link to
/// a folder a copy of all that is in it. Every copy counts against the limits.
final class OutputWalk {

  private final OutputTree tree;
  private final Tally tally;
  private final LeftOut leftOut;
  private final LinkResolver links;
  private final List<Node.Folder> walked = new ArrayList<>();
  private final List<OutputFile> files = new ArrayList<>();

  OutputWalk(OutputTree tree, Tally tally, LeftOut leftOut) {
    this.tree = tree;
    this.tally = tally;
    this.leftOut = leftOut;
    this.links = new LinkResolver(tree.root());
  }

  /// Returns every file, in the order of a manifest.
  ///
  /// @throws DeploymentFailure if there are none, if two of them are hard to tell apart, or because
  ///   of a link
  List<OutputFile> files() {
    walk(tree.root(), List.of(tree.root()), "");
    if (files.isEmpty()) {
      throw new DeploymentFailure(
          "empty-output",
          "The output folder has no files to publish.",
          "Check that the build writes its files there, or name another output folder.");
    }
    files.sort(Comparator.comparing(OutputFile::path, Manifest.ORDER));
    new Collisions().requireNone(files);
    return files;
  }

  /// Walks `folder`, which the links on the way have led to, as the folder `path`.
  ///
  /// @param folders from the root to `folder`, as they really lie
  private void walk(Node.Folder folder, List<Node.Folder> folders, String path) {
    walked.add(folder);
    for (var child : folder.children.entrySet()) {
      var childPath = path.isEmpty() ? child.getKey() : path + "/" + child.getKey();
      tally.entry(childPath);
      visit(child.getValue(), folders, childPath);
    }
    walked.removeLast();
  }

  private void visit(Node node, List<Node.Folder> folders, String path) {
    switch (node) {
      case Node.Plain plain -> add(plain.file(), path);
      case Node.Folder inner -> walk(inner, with(folders, inner), path);
      case Node.Symbolic link -> follow(link, link.target(), folders, path);
      case Node.Hard link -> follow(link, link.target(), folders, path);
      case Node.LeftOut _ -> {}
    }
  }

  private void follow(Node link, String target, List<Node.Folder> folders, String path) {
    var place = links.follow(link, folders, path);
    switch (place.node()) {
      case Node.LeftOut _ -> leftOut.link(path);
      case Node.Folder folder -> {
        if (walked.contains(folder)) {
          throw LinkFailures.loop(path, target);
        }
        OutputPath.requirePublishable(path);
        walk(folder, place.folders(), path);
      }
      case Node.Plain plain -> add(plain.file(), path);
      case Node.Symbolic _, Node.Hard _ ->
          throw new IllegalStateException("a followed link cannot end at a link");
    }
  }

  private void add(OutputFile file, String path) {
    OutputPath.requirePublishable(path);
    tally.file(path, file.body().length());
    files.add(file.at(path));
  }

  private static List<Node.Folder> with(List<Node.Folder> folders, Node.Folder inner) {
    var longer = new ArrayList<>(folders);
    longer.add(inner);
    return longer;
  }
}
