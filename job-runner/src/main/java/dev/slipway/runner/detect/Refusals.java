package dev.slipway.runner.detect;

import dev.slipway.core.deployment.DeploymentFailure;
import dev.slipway.runner.detect.framework.KnownFrameworks.Found;
import java.util.List;

/// The words for why nothing of a commit can be deployed.
final class Refusals {

  private Refusals() {}

  static DeploymentFailure nothing(List<String> folders, List<String> projects) {
    var what = "The repository has no package.json and no index.html.";
    return new DeploymentFailure(
        "nothing-to-deploy",
        what,
        "Add one of them. The index.html is looked for in the root and in the folders %s; the"
                .formatted(String.join(", ", folders))
            + " package.json in the root"
            + (projects.isEmpty()
                ? "."
                : ". If it is one of the folders %s that you want, set root in [build] of slipway.toml."
                    .formatted(String.join(", ", projects))));
  }

  static DeploymentFailure noScript(String manifest) {
    return new DeploymentFailure(
        "no-build-script",
        "%s has no script called build, and there is no index.html.".formatted(manifest),
        "Add a line such as \"build\": \"vite build\" to the scripts of package.json.");
  }

  static DeploymentFailure severalSites(String workspace, List<String> candidates) {
    return new DeploymentFailure(
        "several-sites",
        "The root of the repository has no site, and its workspace (%s) has several: %s."
            .formatted(workspace, String.join(", ", candidates)),
        "Set root in [build] of slipway.toml to one of them, such as root = \"%s\"."
            .formatted(candidates.getFirst()));
  }

  static DeploymentFailure toolMissing(Found found) {
    return new DeploymentFailure(
        "tool-missing",
        "This is a site of %s, by %s, which is not in the builder image."
            .formatted(found.framework().name(), found.file()),
        found.framework().tool().orElse("Build it elsewhere and commit what it makes") + ".");
  }

  static DeploymentFailure dockerfile(String file) {
    return new DeploymentFailure(
        "server-app",
        "There is a %s, and neither a site of files nor a server of Node or Python that is known. Slipway does not build from a %s yet: its steps would run outside the sandbox of builds."
            .formatted(file, file.substring(file.lastIndexOf('/') + 1)),
        "If it has a site that can be built, say how in [build] of slipway.toml: command and output. If it is a server of Node or Python, say by which line it is started: start.");
  }

  static DeploymentFailure appInWorkspace(String folder) {
    return new DeploymentFailure(
        "app-in-workspace",
        "%s is a server in a workspace, whose packages lie outside its folder. No image can be made of it yet."
            .formatted(folder),
        "Give it a lock file of its own and take it out of the workspace, or set output in [build] of slipway.toml if it has a site.");
  }

  static DeploymentFailure noOutput(String folder, String from) {
    return new DeploymentFailure(
        "no-output-folder",
        "There is no folder %s in the repository, and nothing is built. (%s)"
            .formatted(folder, from),
        "Correct the folder, or say by which command it is made.");
  }
}
