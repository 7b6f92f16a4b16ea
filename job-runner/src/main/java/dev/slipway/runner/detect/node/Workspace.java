package dev.slipway.runner.detect.node;

import dev.slipway.runner.detect.file.InnerPath;
import dev.slipway.runner.detect.file.ProjectFolder;
import dev.slipway.runner.detect.file.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/// The packages that a repository installs together, from one lock file.
///
/// @param root where they are installed
/// @param from which file says so
/// @param packages their folders, relative to the root
public record Workspace(ProjectFolder root, String from, List<String> packages) {

  private static final String PNPM_FILE = "pnpm-workspace.yaml";
  private static final String ANY_DEPTH = "**";
  private static final int MOST_PACKAGES = 200;
  private static final int MOST_FOLDERS = 300;
  private static final int DEEPEST = 6;

  public Workspace {
    packages = List.copyOf(packages);
  }

  /// Returns the workspace whose root is `root`, if that is one.
  public static Optional<Workspace> at(ProjectFolder root) {
    var yaml = root.text(PNPM_FILE).map(text -> YamlText.list(text, "packages"));
    if (yaml.isPresent() && !yaml.get().isEmpty()) {
      return Optional.of(new Workspace(root, root.at(PNPM_FILE), expanded(root, yaml.get())));
    }
    return NodeManifest.read(root)
        .map(NodeManifest::workspaces)
        .filter(patterns -> !patterns.isEmpty())
        .map(patterns ->
            new Workspace(
                root, "workspaces in " + root.at(NodeManifest.FILE), expanded(root, patterns)));
  }

  /// Returns the workspace that `folder` is in: the nearest above it.
  public static Optional<Workspace> around(ProjectFolder folder) {
    var path = folder.path();
    while (!path.isEmpty()) {
      path = path.substring(0, Math.max(path.lastIndexOf('/'), 0));
      var root = new ProjectFolder(folder.tree(), path);
      var inside = folder.path().substring(path.isEmpty() ? 0 : path.length() + 1);
      var found = at(root).filter(workspace -> workspace.packages().contains(inside));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static List<String> expanded(ProjectFolder root, List<String> patterns) {
    var walk = new Walk(root, new LinkedHashSet<>());
    patterns.stream()
        .filter(pattern -> !pattern.startsWith("!"))
        .map(InnerPath::of)
        .flatMap(Optional::stream)
        .forEach(pattern -> walk.follow("", segments(pattern), DEEPEST));
    var excluded =
        patterns.stream()
            .filter(pattern -> pattern.startsWith("!"))
            .map(pattern -> segments(pattern.substring(1)))
            .toList();
    return walk.found().stream()
        .filter(path -> excluded.stream().noneMatch(not -> matches(not, segments(path))))
        .limit(MOST_PACKAGES)
        .toList();
  }

  private static List<String> segments(String path) {
    var segments = new ArrayList<String>();
    for (var segment : path.split("/", -1)) {
      boolean again = segment.equals(ANY_DEPTH) && segments.contains(ANY_DEPTH);
      segments.add(again ? "*" : segment);
    }
    return segments;
  }

  private static boolean matches(List<String> pattern, List<String> path) {
    if (pattern.isEmpty()) {
      return path.isEmpty();
    }
    var rest = pattern.subList(1, pattern.size());
    if (pattern.getFirst().equals(ANY_DEPTH)) {
      return matches(rest, path)
          || (!path.isEmpty() && matches(pattern, path.subList(1, path.size())));
    }
    return !path.isEmpty()
        && matches(pattern.getFirst(), path.getFirst())
        && matches(rest, path.subList(1, path.size()));
  }

  /// Tells whether `name` is what `pattern` says, in which one `*` may stand for anything.
  private static boolean matches(String pattern, String name) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(name);
    }
    var end = pattern.substring(star + 1);
    return name.length() >= star + end.length()
        && name.startsWith(pattern.substring(0, star))
        && name.endsWith(end);
  }

  /// The search for packages in the folders of a repository; it looks at so many and no more.
  ///
  /// @param found the folders of packages
  private record Walk(ProjectFolder root, SequencedSet<String> found, List<String> seen) {

    Walk(ProjectFolder root, SequencedSet<String> found) {
      this(root, found, new ArrayList<>());
    }

    void follow(String path, List<String> pattern, int depth) {
      if (pattern.isEmpty()) {
        add(path);
        return;
      }
      var rest = pattern.subList(1, pattern.size());
      var first = pattern.getFirst();
      if (first.equals(ANY_DEPTH)) {
        follow(path, rest, depth);
      }
      if (depth == 0) {
        return;
      }
      if (first.indexOf('*') < 0) {
        follow(path.isEmpty() ? first : path + "/" + first, rest, depth - 1);
        return;
      }
      for (var name : folders(path)) {
        var inner = path.isEmpty() ? name : path + "/" + name;
        if (first.equals(ANY_DEPTH)) {
          follow(inner, pattern, depth - 1);
        } else if (matches(first, name)) {
          follow(inner, rest, depth - 1);
        }
      }
    }

    private void add(String path) {
      if (!path.isEmpty() && root.isFile(path + "/" + NodeManifest.FILE)) {
        found.add(path);
      }
    }

    private List<String> folders(String path) {
      if (seen.size() >= MOST_FOLDERS) {
        return List.of();
      }
      seen.add(path);
      var folder = root.in(path);
      return folder.names().stream()
          .filter(name -> !name.startsWith(".") && !name.equals("node_modules"))
          .filter(folder::isFolder)
          .toList();
    }
  }
}
