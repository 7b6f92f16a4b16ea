package dev.slipway.artifact.output;

import java.util.ArrayList;
import java.util.List;

/// Follows the links of an output folder, inside of it and never out of it.
final class LinkResolver {

  /// Where a link ends.
  ///
  /// @param node anything but a link
  /// @param folders from the root to the folder that `node` is in, or that it is
  record Place(Node node, List<Node.Folder> folders) {}

  private static final int MOST_LINKS = 40;

  private final Node.Folder root;

  LinkResolver(Node.Folder root) {
    this.root = root;
  }

  /// Returns where the link at `path` ends.
  ///
  /// @param folders from the root to the folder that the link is in
  Place follow(Node link, List<Node.Folder> folders, String path) {
    return new Walk(path, link).follow(link, folders);
  }

  /// One link being followed; `left` counts down the links on its way, so that a loop ends.
  private final class Walk {
    private final String path;
    private final String firstTarget;
    private int left = MOST_LINKS;

    private Walk(String path, Node link) {
      this.path = path;
      this.firstTarget = target(link);
    }

    private Place follow(Node node, List<Node.Folder> folders) {
      if (left-- == 0) {
        throw LinkFailures.loop(path, firstTarget);
      }
      return switch (node) {
        case Node.Symbolic symbolic -> walk(symbolic.target(), new ArrayList<>(folders));
        case Node.Hard hard -> walk(hard.target(), new ArrayList<>(List.of(root)));
        case Node.Folder folder -> new Place(folder, folders);
        case Node.Plain plain -> new Place(plain, folders);
        case Node.LeftOut out -> new Place(out, folders);
      };
    }

    private Place walk(String target, List<Node.Folder> folders) {
      if (target.startsWith("/")) {
        throw LinkFailures.outside(path, firstTarget);
      }
      var at = new Place(folders.getLast(), folders);
      for (var segment : target.split("/", -1)) {
        if (at.node() instanceof Node.LeftOut) {
          return at;
        }
        at = step(at, segment);
      }
      return at;
    }

    private Place step(Place from, String segment) {
      if (!(from.node() instanceof Node.Folder folder)) {
        throw LinkFailures.broken(path, firstTarget);
      }
      var folders = from.folders();
      if (segment.isEmpty() || segment.equals(".")) {
        return from;
      }
      if (segment.equals("..")) {
        if (folders.size() == 1) {
          throw LinkFailures.outside(path, firstTarget);
        }
        var outer = folders.subList(0, folders.size() - 1);
        return new Place(outer.getLast(), outer);
      }
      var child = folder.children.get(segment);
      return switch (child) {
        case null -> throw LinkFailures.broken(path, firstTarget);
        case Node.Folder inner -> new Place(inner, with(folders, inner));
        case Node.Plain plain -> new Place(plain, folders);
        case Node.LeftOut out -> new Place(out, folders);
        case Node.Symbolic link -> follow(link, folders);
        case Node.Hard link -> follow(link, folders);
      };
    }
  }

  private static List<Node.Folder> with(List<Node.Folder> folders, Node.Folder inner) {
    var longer = new ArrayList<>(folders);
    longer.add(inner);
    return longer;
  }

  private static String target(Node link) {
    return switch (link) {
      case Node.Symbolic symbolic -> symbolic.target();
      case Node.Hard hard -> hard.target();
      case Node.Folder _, Node.Plain _, Node.LeftOut _ -> "";
    };
  }
}
