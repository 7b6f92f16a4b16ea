package dev.slipway.runner.job;

import dev.slipway.core.deployment.DeploymentFailure;
import dev.slipway.runner.build.BuildOutcome;
import dev.slipway.runner.checkout.tree.SourceTree;
import dev.slipway.runner.detect.Plan;
import dev.slipway.runner.detect.file.ProjectFolder;
import dev.slipway.runner.log.BuildLog;
import java.util.List;
import java.util.stream.Stream;

/// Which folder of a build is its output: the one that was expected, else a new one with a page.
final class FoundOutput {

  private static final String PAGE = "index.html";

  private final List<String> outputs;
  private final List<String> found;
  private final Plan.Build plan;
  private final ProjectFolder source;

  /// @param outputs which of the folders that were expected are there
  /// @param found the folders with a page that was not in the source
  FoundOutput(List<String> outputs, List<String> found, Plan.Build plan, SourceTree tree) {
    this.outputs = outputs;
    this.plan = plan;
    this.source = new ProjectFolder(tree, plan.folder());
    this.found = found.stream().filter(folder -> !source.isFolder(folder)).toList();
  }

  /// Returns the folder that `outcome` has for `plan`, and tells `log`.
  ///
  /// @throws DeploymentFailure if there is none, or several that it may be
  static String of(BuildOutcome outcome, SourceTree tree, Plan.Build plan, BuildLog log) {
    return new FoundOutput(outcome.outputs(), outcome.found(), plan, tree).choose(log);
  }

  /// A folder that was expected, but is in the commit with a page, counts only if there is no new
  /// one: it is there after every build, whatever that makes.
  String choose(BuildLog log) {
    var made = outputs.stream().filter(this::isNew).findFirst();
    if (made.isEmpty() && found.size() > 1) {
      throw several();
    }
    if (made.isEmpty() && found.size() == 1) {
      log.say(
          "Warning: the build left none of the folders %s. Taken is %s, the only new folder with an %s."
              .formatted(expected(), found.getFirst(), PAGE));
    }
    var output =
        Stream.of(made.stream(), found.stream(), outputs.stream())
            .flatMap(folders -> folders)
            .findFirst()
            .orElseThrow(this::none);
    log.say("Output folder: " + output);
    return output;
  }

  private boolean isNew(String output) {
    return isFirst(output) || !source.isFile(output + "/" + PAGE);
  }

  /// What a framework or the project itself names first is that whether it was there or not.
  private boolean isFirst(String output) {
    return plan.product().outputs().indexOf(output) == 0 && !plan.framework().equals("node");
  }

  private String expected() {
    return String.join(", ", plan.product().outputs());
  }

  private DeploymentFailure several() {
    return new DeploymentFailure(
        "output-ambiguous",
        "The build left none of the folders %s, and several new ones with an %s: %s."
            .formatted(expected(), PAGE, String.join(", ", found)),
        "Set output in [build] of slipway.toml to the one that is the site.");
  }

  private DeploymentFailure none() {
    return new DeploymentFailure(
        "no-output-folder",
        "The build succeeded, but left none of the folders %s and no new one with an %s."
            .formatted(expected(), PAGE),
        plan.product()
            .advice()
            .orElse(
                "Make the build write its site into one of them, or set output in [build] of"
                    + " slipway.toml."));
  }
}
