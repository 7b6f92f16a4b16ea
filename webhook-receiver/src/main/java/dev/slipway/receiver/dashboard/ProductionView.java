package dev.slipway.receiver.dashboard;

import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.project.Environment;
import java.util.Optional;

/// What the production host shows, as the page of one deployment tells it.
///
/// @param here whether that is this deployment
/// @param shown the short id of what it shows; empty for nothing
/// @param offer what the button says that makes it show this deployment; empty for none
public record ProductionView(boolean here, String shown, String offer) {

  static ProductionView of(Deployment deployment, Optional<Deployment> shown) {
    boolean here = shown.filter(found -> found.id().equals(deployment.id())).isPresent();
    boolean possible = !here && deployment.state() == DeploymentState.READY;
    return new ProductionView(
        here,
        shown.map(found -> found.shortId().value()).orElse(""),
        possible ? offer(deployment, shown) : "");
  }

  private static String offer(Deployment deployment, Optional<Deployment> shown) {
    boolean back =
        deployment.environment() == Environment.PRODUCTION
            && shown.filter(found -> found.sequence() > deployment.sequence()).isPresent();
    return back ? "Roll back to this" : "Make this production";
  }
}
