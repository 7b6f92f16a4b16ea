package dev.slipway.receiver.redeploy;

import dev.slipway.core.delivery.Decision;
import dev.slipway.core.delivery.Intake;
import dev.slipway.core.delivery.Intent;
import dev.slipway.core.deployment.Commit;
import dev.slipway.core.deployment.CommitSha;
import dev.slipway.core.deployment.Deployments;
import dev.slipway.core.job.Doorbell;
import dev.slipway.core.project.Project;
import java.lang.System.Logger.Level;
import java.util.Optional;

/// The door for deployments that are asked for by hand.
public final class Redeployments {

  private static final System.Logger LOGGER = System.getLogger(Redeployments.class.getName());

  private final Intake intake;
  private final Deployments deployments;
  private final Doorbell doorbell;

  public Redeployments(Intake intake, Deployments deployments, Doorbell doorbell) {
    this.intake = intake;
    this.deployments = deployments;
    this.doorbell = doorbell;
  }

  /// Records that `intent` is wanted of `project`, and rings if there is work.
  public Decision request(Project project, Intent.Deploy intent) {
    var decision = intake.request(project.id(), intent);
    if (decision instanceof Decision.Queued queued) {
      doorbell.ring(queued.deployment());
    }
    LOGGER.log(
        Level.INFO,
        "Requested project={0} branch={1} decision={2}",
        project.name(),
        intent.branch(),
        Decisions.word(decision));
    return decision;
  }

  /// Returns the wish for the newest commit of the production branch.
  public static Intent.Deploy newest(Project project) {
    return new Intent.Deploy(project.production(), Optional.empty());
  }

  /// Returns the wish for `commit`, on the branch that it was last deployed on, or else on the
  /// production branch.
  public Intent.Deploy commit(Project project, CommitSha commit) {
    return deployments
        .newest(project.id(), commit)
        .map(deployment -> new Intent.Deploy(deployment.branch(), deployment.commit(), true))
        .orElseGet(() ->
            new Intent.Deploy(project.production(), Optional.of(new Commit(commit, "", "")), true));
  }
}
