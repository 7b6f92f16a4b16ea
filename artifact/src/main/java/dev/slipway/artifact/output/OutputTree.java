package dev.slipway.artifact.output;

import dev.slipway.core.deployment.DeploymentFailure;
import java.util.List;

/// The folder as its entries came, links not yet followed.
final class OutputTree {

  private final Node.Folder root = new Node.Folder();
  private final Tally tally;

  OutputTree(Tally tally) {
    this.tally = tally;
  }

  Node.Folder root() {
    return root;
  }

  /// Puts `node` at the path of `segments`, with the folders on the way to it.
  ///
  /// @throws DeploymentFailure if something else is there
  void put(List<String> segments, Node node) {
    var folder = root;
    for (var segment : segments.subList(0, segments.size() - 1)) {
      folder = inner(folder, segment, segments);
    }
    var there = folder.children.putIfAbsent(segments.getLast(), node);
    if (there == null) {
      tally.entry(String.join("/", segments));
    } else if (there.getClass() != node.getClass()) {
      throw both(segments);
    } else if (!(node instanceof Node.Folder || node instanceof Node.LeftOut)) {
      throw new DeploymentFailure(
          "output-path-duplicate",
          "The path " + shown(segments) + " is in the output twice.",
          "Write each file once.");
    }
  }

  private Node.Folder inner(Node.Folder folder, String name, List<String> segments) {
    var there = folder.children.get(name);
    if (there instanceof Node.Folder inner) {
      return inner;
    }
    if (there != null) {
      throw both(segments);
    }
    tally.entry(String.join("/", segments));
    var inner = new Node.Folder();
    folder.children.put(name, inner);
    return inner;
  }

  private static DeploymentFailure both(List<String> segments) {
    return new DeploymentFailure(
        "output-path-collision",
        "The path " + shown(segments) + " is or goes through both a folder and something else.",
        "Rename one of them.");
  }

  private static String shown(List<String> segments) {
    return Shown.path(String.join("/", segments));
  }
}
