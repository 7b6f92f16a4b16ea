package dev.slipway.artifact.output;

import dev.slipway.core.deployment.DeploymentFailure;

/// The reasons for which a link in an output folder cannot be published.
final class LinkFailures {

  private static final String REPLACE =
      "Replace it by the file, by a relative link inside the output folder, or leave it out.";

  private LinkFailures() {}

  static DeploymentFailure outside(String path, String target) {
    return failure("output-link-outside", path, target, "leaves the output folder.");
  }

  static DeploymentFailure broken(String path, String target) {
    return failure("output-link-broken", path, target, "leads to nothing.");
  }

  static DeploymentFailure loop(String path, String target) {
    return failure("output-link-loop", path, target, "leads back to itself.");
  }

  private static DeploymentFailure failure(String code, String path, String target, String fault) {
    return new DeploymentFailure(
        code, "The link " + Shown.path(path) + " to " + Shown.path(target) + " " + fault, REPLACE);
  }
}
