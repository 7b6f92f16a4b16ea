package dev.slipway.bench.chaos.check;

import dev.slipway.bench.chaos.check.History.Answer;
import dev.slipway.bench.chaos.check.History.DeliveryRow;
import dev.slipway.bench.chaos.check.History.DeploymentRow;
import dev.slipway.bench.chaos.check.History.Push;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What was answered 2xx is recorded, and came to nothing only for a reason that is the push's own:
/// a newer one of its branch, or a build that was made to fail.
final class NoPushIsLost implements Checker.Rule {

  /// Which delivery of which project.
  private record Key(String project, String delivery) {}

  @Override
  public Stream<Violation> broken(History history) {
    return Stream.of(unrecorded(history), unknown(history), failed(history))
        .flatMap(Function.identity());
  }

  private static Stream<Violation> unrecorded(History history) {
    var recorded =
        history.deliveries().stream()
            .map(row -> new Key(row.project(), row.id()))
            .collect(Collectors.toSet());
    return history.answers().stream()
        .filter(Answer::accepted)
        .map(answer -> new Key(answer.project(), answer.delivery()))
        .distinct()
        .filter(key -> !recorded.contains(key))
        .map(key -> lost("delivery %s of %s was answered 2xx, and is not recorded", key));
  }

  private static Violation lost(String what, Key key) {
    return new Violation(Violation.Kind.LOST, what.formatted(key.delivery(), key.project()));
  }

  private static Stream<Violation> unknown(History history) {
    var deployments =
        history.deployments().stream().map(DeploymentRow::id).collect(Collectors.toSet());
    var pushed = history.pushes().stream().map(Push::delivery).collect(Collectors.toSet());
    return history.deliveries().stream()
        .filter(row -> pushed.contains(row.id()) && !deployments.contains(row.deployment()))
        .map(NoPushIsLost::key)
        .map(key -> lost("delivery %s of %s was accepted, and there is no deployment of it", key));
  }

  private static Key key(DeliveryRow row) {
    return new Key(row.project(), row.id());
  }

  private static Stream<Violation> failed(History history) {
    var madeToFail =
        history.pushes().stream().filter(Push::fails).map(Push::commit).collect(Collectors.toSet());
    return history.deployments().stream()
        .filter(
            row -> (row.is("failed") && !madeToFail.contains(row.commit())) || row.is("canceled"))
        .map(row ->
            new Violation(
                Violation.Kind.LOST,
                "deployment %s of %s, branch %s, is %s though nobody meant it to be: %s"
                    .formatted(row.id(), row.project(), row.branch(), row.state(), row.reason())));
  }
}
