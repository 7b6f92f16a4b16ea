package dev.slipway.bench.chaos.check;

import dev.slipway.bench.chaos.check.History.DeploymentRow;
import dev.slipway.bench.chaos.check.History.MoveRow;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Publishing moves an alias to a deployment that was recorded later than all it was moved by
/// before, be that another deployment or a person's decision; and an alias shows what it was moved
/// to last.
final class AliasesMoveForward implements Checker.Rule {

  @Override
  public Stream<Violation> broken(History history) {
    return Stream.concat(steps(history), ends(history))
        .map(what -> new Violation(Violation.Kind.BACKWARDS, what));
  }

  private static Stream<String> steps(History history) {
    var sequences =
        history.deployments().stream()
            .collect(Collectors.toMap(DeploymentRow::id, DeploymentRow::sequence));
    Map<String, Long> reached = new HashMap<>();
    var broken = Stream.<String>builder();
    for (var move : history.moves()) {
      long before = reached.getOrDefault(move.label(), Long.MIN_VALUE);
      long now = sequence(move, sequences);
      if (!move.byPerson() && now <= before) {
        broken.add(
            "%s was moved to deployment %s, number %d, after it had been at number %d"
                .formatted(move.label(), move.deployment(), now, before));
      }
      reached.put(move.label(), Math.max(before, now));
    }
    return broken.build();
  }

  /// Of what was published the deployment's own number counts, whatever the move says.
  private static long sequence(MoveRow move, Map<String, Long> sequences) {
    return move.byPerson()
        ? move.sequence()
        : sequences.getOrDefault(move.deployment(), Long.MIN_VALUE);
  }

  private static Stream<String> ends(History history) {
    Map<String, String> last = new HashMap<>();
    history.moves().forEach(move -> last.put(move.label(), move.deployment()));
    return history.hosts().stream()
        .filter(host -> !host.deployment().equals(last.getOrDefault(host.label(), "")))
        .map(host ->
            "%s shows deployment \"%s\", and was last moved to \"%s\""
                .formatted(
                    host.label(),
                    host.deployment(),
                    Optional.ofNullable(last.get(host.label())).orElse("")));
  }
}
