package dev.slipway.bench.chaos.check;

import java.util.List;

/// All that is known of a run after its end: what was pushed and answered, what the repositories
/// are at, what the database has, what the sites show, and what was left lying about.
///
/// Where a text is not known or not there it is empty.
///
/// @param pushes in the order in which they were made
/// @param answers to every request of a delivery, also again
/// @param requests deployments that a person asked for
/// @param moves in the order in which they were made
public record History(
    List<Push> pushes,
    List<Answer> answers,
    List<Request> requests,
    List<Tip> tips,
    List<DeliveryRow> deliveries,
    List<DeploymentRow> deployments,
    List<JobRow> jobs,
    List<AttemptRow> attempts,
    List<HostRow> hosts,
    List<MoveRow> moves,
    List<Page> pages,
    List<Leftover> leftovers) {

  /// A commit that became the tip of a branch.
  ///
  /// @param fails whether its build is made to fail
  public record Push(
      String project, String branch, String commit, String delivery, boolean fails) {}

  /// What a delivery was answered.
  public record Answer(String project, String delivery, int status) {
    boolean accepted() {
      return status >= 200 && status < 300;
    }
  }

  /// A deployment of a project's main branch that a person asked for.
  ///
  /// @param deployment empty if the answer got lost: then there may be one or not
  public record Request(String project, String deployment) {
    boolean isOpen() {
      return deployment.isEmpty();
    }
  }

  /// What a branch of a repository is at.
  ///
  /// @param mark what the site of that commit shows
  public record Tip(String project, String branch, String commit, String mark) {}

  /// A row of the table `delivery`.
  public record DeliveryRow(String project, String id, String deployment) {}

  /// A row of the table `deployment`.
  public record DeploymentRow(
      String id,
      String project,
      long sequence,
      String branch,
      boolean production,
      String commit,
      String state,
      String reason) {
    boolean is(String wanted) {
      return state.equals(wanted);
    }
  }

  /// A row of the table `job`.
  public record JobRow(String id, String deployment, String state) {}

  /// A row of the table `attempt`.
  public record AttemptRow(String job, long number, String runner, String outcome) {}

  /// A row of the table `host` that is an alias.
  ///
  /// @param branch empty for production
  public record HostRow(String label, String project, String branch, String deployment) {}

  /// A row of the table `alias_move`.
  ///
  /// @param sequence what the alias has from then on
  public record MoveRow(String label, String deployment, long sequence, boolean byPerson) {}

  /// What the static server showed on a host.
  public record Page(String label, String mark) {}

  /// Something that should be gone, such as a container.
  public record Leftover(String kind, String name) {}
}
