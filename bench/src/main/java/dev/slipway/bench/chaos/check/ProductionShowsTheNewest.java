package dev.slipway.bench.chaos.check;

import dev.slipway.bench.chaos.check.History.DeploymentRow;
import dev.slipway.bench.chaos.check.History.HostRow;
import dev.slipway.bench.chaos.check.History.MoveRow;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// Every production alias shows the newest ready deployment of its branch, or what a person decided
/// after that was recorded.
final class ProductionShowsTheNewest implements Checker.Rule {

  @Override
  public Stream<Violation> broken(History history) {
    return history.hosts().stream()
        .filter(host -> host.branch().isEmpty())
        .flatMap(host -> broken(history, host).stream())
        .map(what -> new Violation(Violation.Kind.LOST, what));
  }

  private static Optional<String> broken(History history, HostRow host) {
    var newest =
        history.deployments().stream()
            .filter(row -> row.project().equals(host.project()))
            .filter(row -> row.production() && row.is("ready"))
            .max(Comparator.comparingLong(DeploymentRow::sequence));
    var decided =
        history.moves().stream()
            .filter(move -> move.label().equals(host.label()) && move.byPerson())
            .reduce((earlier, later) -> later);
    var wanted =
        decided
            .filter(move -> newest.filter(row -> row.sequence() > move.sequence()).isEmpty())
            .map(MoveRow::deployment)
            .or(() -> newest.map(DeploymentRow::id))
            .orElse("");
    return wanted.equals(host.deployment())
        ? Optional.empty()
        : Optional.of(
            "the production host %s shows deployment \"%s\", not \"%s\""
                .formatted(host.label(), host.deployment(), wanted));
  }
}
