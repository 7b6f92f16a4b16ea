package dev.slipway.core.delivery;

import dev.slipway.core.project.ProjectId;

/// Where work is recorded. Each call is one transaction, durable when it returns.
///
/// To record a deployment also supersedes the older ones of the same branch: those that are queued
/// end at once, of those that run the runner is told to stop. The same becomes of those of a branch
/// that was deleted, but for what a person wants in any case.
public interface Intake {

  /// Records `delivery` with the decision about `intent`, and the deployment and its job if there
  /// is one to make. A delivery that is known by its id gets the decision of the first time, and
  /// changes nothing.
  Decision accept(Delivery delivery, Intent intent);

  /// Records that a person or a program asks for a deployment of `project`.
  Decision request(ProjectId project, Intent.Deploy intent);
}
