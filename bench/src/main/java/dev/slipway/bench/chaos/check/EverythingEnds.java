package dev.slipway.bench.chaos.check;

import dev.slipway.bench.chaos.check.History.Answer;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every delivery is accepted at last, and every deployment, job and attempt comes to an end.
final class EverythingEnds implements Checker.Rule {

  private static final Set<String> FINAL = Set.of("ready", "failed", "canceled", "superseded");

  @Override
  public Stream<Violation> broken(History history) {
    return Stream.of(undelivered(history), deployments(history), jobs(history), attempts(history))
        .flatMap(Function.identity())
        .map(what -> new Violation(Violation.Kind.STUCK, what));
  }

  private static Stream<String> undelivered(History history) {
    var accepted =
        history.answers().stream()
            .filter(Answer::accepted)
            .map(Answer::delivery)
            .collect(Collectors.toSet());
    return history.pushes().stream()
        .filter(push -> !accepted.contains(push.delivery()))
        .map(push ->
            "delivery %s of %s was never accepted".formatted(push.delivery(), push.project()));
  }

  private static Stream<String> deployments(History history) {
    return history.deployments().stream()
        .filter(row -> !FINAL.contains(row.state()))
        .map(row ->
            "deployment %s of %s, branch %s, is still %s"
                .formatted(row.id(), row.project(), row.branch(), row.state()));
  }

  private static Stream<String> jobs(History history) {
    return history.jobs().stream()
        .filter(row -> !row.state().equals("ended"))
        .map(row -> "job %s is still %s".formatted(row.id(), row.state()));
  }

  private static Stream<String> attempts(History history) {
    return history.attempts().stream()
        .filter(row -> row.outcome().isEmpty())
        .map(row ->
            "attempt %d of job %s by %s has no end"
                .formatted(row.number(), row.job(), row.runner()));
  }
}
