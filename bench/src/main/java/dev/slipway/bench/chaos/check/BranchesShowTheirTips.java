package dev.slipway.bench.chaos.check;

import dev.slipway.bench.chaos.check.History.DeploymentRow;
import dev.slipway.bench.chaos.check.History.HostRow;
import dev.slipway.bench.chaos.check.History.Page;
import dev.slipway.bench.chaos.check.History.Push;
import dev.slipway.bench.chaos.check.History.Tip;
import java.util.Optional;
import java.util.stream.Stream;

/// Every branch that was pushed to shows, in the database and to a visitor, what the repository
/// says it is at; or that has failed, if its build was made to.
final class BranchesShowTheirTips implements Checker.Rule {

  @Override
  public Stream<Violation> broken(History history) {
    return history.tips().stream()
        .flatMap(tip -> broken(history, tip).stream())
        .map(what -> new Violation(Violation.Kind.LOST, what));
  }

  private static Optional<String> broken(History history, Tip tip) {
    if (fails(history, tip)) {
      return hasFailed(history, tip)
          ? Optional.empty()
          : Optional.of("the commit at " + where(tip) + " has never failed, as it was made to");
    }
    var host = host(history, tip);
    if (host.isEmpty()) {
      return Optional.of("there is no host for " + where(tip));
    }
    var shown = deployment(history, host.get());
    if (shown.filter(row -> row.is("ready") && row.commit().equals(tip.commit())).isEmpty()) {
      var instead =
          shown.map(row -> "commit " + row.commit() + ", " + row.state()).orElse("nothing");
      return Optional.of(host.get().label() + " shows " + instead + ", not " + where(tip));
    }
    return wrongPage(history, tip, host.get().label());
  }

  private static Optional<String> wrongPage(History history, Tip tip, String label) {
    return history.pages().stream()
        .filter(page -> page.label().equals(label))
        .map(Page::mark)
        .filter(mark -> !mark.equals(tip.mark()))
        .map(mark ->
            "visitors of %s get \"%s\", not \"%s\" of %s"
                .formatted(label, mark, tip.mark(), where(tip)))
        .findFirst();
  }

  private static boolean fails(History history, Tip tip) {
    return history.pushes().stream()
        .filter(push -> push.commit().equals(tip.commit()))
        .anyMatch(Push::fails);
  }

  private static boolean hasFailed(History history, Tip tip) {
    return history.deployments().stream()
        .filter(row -> row.project().equals(tip.project()) && row.branch().equals(tip.branch()))
        .anyMatch(row -> row.commit().equals(tip.commit()) && row.is("failed"));
  }

  private static Optional<HostRow> host(History history, Tip tip) {
    return history.hosts().stream()
        .filter(host -> host.project().equals(tip.project()) && host.branch().equals(tip.branch()))
        .findFirst();
  }

  private static Optional<DeploymentRow> deployment(History history, HostRow host) {
    return history.deployments().stream()
        .filter(row -> row.id().equals(host.deployment()))
        .findFirst();
  }

  private static String where(Tip tip) {
    return "the tip %s of %s, branch %s".formatted(tip.commit(), tip.project(), tip.branch());
  }
}
