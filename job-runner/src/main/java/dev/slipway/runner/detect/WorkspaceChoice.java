package dev.slipway.runner.detect;

import dev.slipway.core.deployment.DeploymentFailure;
import dev.slipway.runner.detect.file.ProjectFolder;
import dev.slipway.runner.detect.file.Shown;
import dev.slipway.runner.detect.node.NodeManifest;
import dev.slipway.runner.detect.node.Workspace;
import dev.slipway.runner.detect.settings.BuildWishes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which package of a workspace is the site.
///
/// @param note why
record WorkspaceChoice(ProjectFolder folder, String note) {

  private static final int MOST_NAMED = 10;

  /// Returns the one package of the workspace at `root` that has a framework and a build script, if
  /// there is a workspace with such a package.
  ///
  /// @throws DeploymentFailure if there are several
  static Optional<WorkspaceChoice> in(ProjectFolder root) {
    return Workspace.at(root).flatMap(workspace -> choose(root, workspace));
  }

  private static Optional<WorkspaceChoice> choose(ProjectFolder root, Workspace workspace) {
    var sites =
        workspace.packages().stream().filter(path -> isSite(root.in(path))).map(Shown::of).toList();
    if (sites.size() > 1) {
      throw Refusals.severalSites(workspace.from(), first(sites));
    }
    return sites.stream()
        .findFirst()
        .map(path ->
            new WorkspaceChoice(
                root.in(path),
                "The site is %s, the only package of the workspace (%s) with a framework and a build script."
                    .formatted(path, workspace.from())));
  }

  /// Returns the folders right below `root` that look like projects.
  static List<String> below(ProjectFolder root) {
    return first(root.names().stream().filter(name -> isSite(root.in(name))).toList());
  }

  /// Returns what to say about a package with `manifest` that is built in `workspace`.
  static List<String> notes(Workspace workspace, NodeManifest manifest) {
    var notes = new ArrayList<String>();
    notes.add(
        "It is installed in %s, the root of its workspace (%s)."
            .formatted(
                workspace.root().path().isEmpty() ? "the repository" : workspace.root().path(),
                workspace.from()));
    var wanted = manifest.dependencies();
    var built =
        workspace.packages().stream()
            .flatMap(path -> readable(workspace.root().in(path)).stream())
            .filter(other -> other.script("build").isPresent())
            .flatMap(other -> other.packageName().stream())
            .filter(wanted::contains)
            .map(Shown::of)
            .toList();
    if (!built.isEmpty()) {
      notes.add(
          "It depends on %s of the workspace, whose build scripts are not run: if they have to be,"
                  .formatted(String.join(", ", first(built)))
              + " set command in [build] of slipway.toml.");
    }
    return notes;
  }

  private static List<String> first(List<String> names) {
    return names.subList(0, Math.min(names.size(), MOST_NAMED));
  }

  private static boolean isSite(ProjectFolder folder) {
    return readable(folder)
        .map(manifest -> NodeProject.of(folder, manifest, BuildWishes.NONE))
        .filter(project -> project.framework().isPresent() && project.script().isPresent())
        .isPresent();
  }

  /// A package that isn't the site may have any `package.json`, such as a broken one for a test.
  private static Optional<NodeManifest> readable(ProjectFolder folder) {
    try {
      return NodeManifest.read(folder);
    } catch (DeploymentFailure e) {
      return Optional.empty();
    }
  }
}
