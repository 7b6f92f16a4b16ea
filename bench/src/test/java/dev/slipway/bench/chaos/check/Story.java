package dev.slipway.bench.chaos.check;

import dev.slipway.bench.chaos.check.History.Answer;
import dev.slipway.bench.chaos.check.History.AttemptRow;
import dev.slipway.bench.chaos.check.History.DeliveryRow;
import dev.slipway.bench.chaos.check.History.DeploymentRow;
import dev.slipway.bench.chaos.check.History.HostRow;
import dev.slipway.bench.chaos.check.History.JobRow;
import dev.slipway.bench.chaos.check.History.Leftover;
import dev.slipway.bench.chaos.check.History.MoveRow;
import dev.slipway.bench.chaos.check.History.Page;
import dev.slipway.bench.chaos.check.History.Push;
import dev.slipway.bench.chaos.check.History.Request;
import dev.slipway.bench.chaos.check.History.Tip;
import java.util.ArrayList;
import java.util.List;

/// A history that is made up step by step, of the branch `main` of the project `shop`.
final class Story {

  static final String SHOP = "shop";
  static final String MAIN = "main";
  static final String BRANCH_HOST = "main--shop";

  final List<Push> pushes = new ArrayList<>();
  final List<Answer> answers = new ArrayList<>();
  final List<Request> requests = new ArrayList<>();
  final List<Tip> tips = new ArrayList<>();
  final List<DeliveryRow> deliveries = new ArrayList<>();
  final List<DeploymentRow> deployments = new ArrayList<>();
  final List<JobRow> jobs = new ArrayList<>();
  final List<AttemptRow> attempts = new ArrayList<>();
  final List<HostRow> hosts = new ArrayList<>();
  final List<MoveRow> moves = new ArrayList<>();
  final List<Page> pages = new ArrayList<>();
  final List<Leftover> leftovers = new ArrayList<>();

  /// Returns a story in which `commits` were pushed one after the other, each was published, and
  /// all is well.
  static Story of(String... commits) {
    var story = new Story();
    for (var commit : commits) {
      story.pushed(commit, false).delivered(commit, "d-" + commit).published("d-" + commit, commit);
    }
    return story.at(commits[commits.length - 1]);
  }

  /// The commit becomes the tip, and its delivery is answered.
  Story pushed(String commit, boolean fails) {
    var delivery = "push-" + pushes.size();
    pushes.add(new Push(SHOP, MAIN, commit, delivery, fails));
    answers.add(new Answer(SHOP, delivery, 202));
    return this;
  }

  /// The delivery of the last push is recorded with its deployment.
  Story delivered(String commit, String deployment) {
    deliveries.add(new DeliveryRow(SHOP, pushes.getLast().delivery(), deployment));
    return deployed(deployment, commit, "ready", "Built.");
  }

  Story deployed(String deployment, String commit, String state, String reason) {
    int number = deployments.size() + 1;
    deployments.add(new DeploymentRow(deployment, SHOP, number, MAIN, true, commit, state, reason));
    jobs.add(new JobRow("j-" + deployment, deployment, "ended"));
    attempts.add(new AttemptRow("j-" + deployment, 1, "node/1", state));
    return this;
  }

  /// Both aliases are moved to the deployment.
  Story published(String deployment, String commit) {
    long sequence =
        deployments.stream()
            .filter(row -> row.id().equals(deployment))
            .findFirst()
            .orElseThrow()
            .sequence();
    moves.add(new MoveRow(SHOP, deployment, sequence, false));
    moves.add(new MoveRow(BRANCH_HOST, deployment, sequence, false));
    return shows(deployment, commit);
  }

  /// A person moves the production alias.
  Story decided(String deployment) {
    moves.add(new MoveRow(SHOP, deployment, deployments.size(), true));
    hosts.removeIf(host -> host.branch().isEmpty());
    hosts.add(new HostRow(SHOP, SHOP, "", deployment));
    return this;
  }

  private Story shows(String deployment, String commit) {
    hosts.clear();
    hosts.add(new HostRow(SHOP, SHOP, "", deployment));
    hosts.add(new HostRow(BRANCH_HOST, SHOP, MAIN, deployment));
    pages.clear();
    pages.add(new Page(BRANCH_HOST, "mark of " + commit));
    return this;
  }

  /// The repository ends at the commit.
  Story at(String commit) {
    tips.clear();
    tips.add(new Tip(SHOP, MAIN, commit, "mark of " + commit));
    return this;
  }

  List<Violation> violations() {
    return Checker.check(history()).violations();
  }

  History history() {
    return new History(
        pushes,
        answers,
        requests,
        tips,
        deliveries,
        deployments,
        jobs,
        attempts,
        hosts,
        moves,
        pages,
        leftovers);
  }
}
