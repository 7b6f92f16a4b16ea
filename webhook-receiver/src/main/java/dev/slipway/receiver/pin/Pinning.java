package dev.slipway.receiver.pin;

import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.retention.Pins;
import dev.slipway.receiver.problem.Problem;

/// Pins and unpins what somebody was found to own, or says why that can't be.
public final class Pinning {

  private final Pins pins;

  public Pinning(Pins pins) {
    this.pins = pins;
  }

  /// Keeps the files of `deployment` until it is unpinned, or no longer, as is `wanted`.
  public void change(Deployment deployment, boolean wanted) {
    switch (wanted ? pins.pin(deployment.id()) : pins.unpin(deployment.id())) {
      case DONE -> {}
      case UNKNOWN -> throw Problem.notFound("There is no such deployment.").at("id").exception();
      case NOT_READY ->
          throw Problem.conflict("not-ready", "Only what is ready has files to keep.").exception();
      case REMOVED ->
          throw Problem.conflict(
                  "artifact-removed",
                  "The files of %s were removed; redeploy its commit to have it again."
                      .formatted(deployment.shortId()))
              .exception();
    }
  }
}
