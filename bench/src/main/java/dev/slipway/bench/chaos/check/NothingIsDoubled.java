package dev.slipway.bench.chaos.check;

import dev.slipway.bench.chaos.check.History.AttemptRow;
import dev.slipway.bench.chaos.check.History.DeliveryRow;
import dev.slipway.bench.chaos.check.History.DeploymentRow;
import dev.slipway.bench.chaos.check.History.MoveRow;
import dev.slipway.bench.chaos.check.History.Request;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// No commit is published on a branch more often than it became the branch's tip or a person asked
/// for it, no job ends well twice, and no deployment is published twice on an alias.
final class NothingIsDoubled implements Checker.Rule {

  /// A commit on a branch.
  private record Place(String project, String branch, String commit) {}

  @Override
  public Stream<Violation> broken(History history) {
    return Stream.of(commits(history), attempts(history), moves(history))
        .flatMap(Function.identity())
        .map(what -> new Violation(Violation.Kind.DOUBLED, what));
  }

  private static Stream<String> commits(History history) {
    var arrivals = arrivals(history);
    var delivered =
        history.deliveries().stream().map(DeliveryRow::deployment).collect(Collectors.toSet());
    var asked =
        history.requests().stream()
            .map(Request::deployment)
            .filter(deployment -> !delivered.contains(deployment))
            .collect(Collectors.toSet());
    return counted(
            history.deployments().stream()
                .filter(row -> row.is("ready") && !asked.contains(row.id()))
                .map(NothingIsDoubled::place))
        .entrySet()
        .stream()
        .filter(entry -> entry.getValue() > allowed(history, arrivals, entry.getKey()))
        .map(entry ->
            "commit %s of %s, branch %s, was published %d times and became its tip %d times"
                .formatted(
                    entry.getKey().commit(),
                    entry.getKey().project(),
                    entry.getKey().branch(),
                    entry.getValue(),
                    arrivals.getOrDefault(entry.getKey(), 0L)));
  }

  private static long allowed(History history, Map<Place, Long> arrivals, Place place) {
    long open =
        history.requests().stream()
            .filter(Request::isOpen)
            .filter(request -> request.project().equals(place.project()))
            .count();
    return arrivals.getOrDefault(place, 0L) + open;
  }

  private static Place place(DeploymentRow row) {
    return new Place(row.project(), row.branch(), row.commit());
  }

  /// Returns how often each commit became the tip of each branch that was at another one before.
  private static Map<Place, Long> arrivals(History history) {
    var arrivals = new HashMap<Place, Long>();
    var tips = new HashMap<Place, String>();
    for (var push : history.pushes()) {
      var branch = new Place(push.project(), push.branch(), "");
      if (!push.commit().equals(tips.put(branch, push.commit()))) {
        arrivals.merge(new Place(push.project(), push.branch(), push.commit()), 1L, Long::sum);
      }
    }
    return arrivals;
  }

  private static Stream<String> attempts(History history) {
    return twice(
            history.attempts().stream()
                .filter(attempt -> attempt.outcome().equals("ready"))
                .map(AttemptRow::job))
        .map(job -> "two attempts of job " + job + " ended ready");
  }

  private static Stream<String> moves(History history) {
    return twice(
            history.moves().stream()
                .filter(move -> !move.byPerson())
                .map(NothingIsDoubled::published))
        .map(move -> move + " was published twice");
  }

  private static String published(MoveRow move) {
    return "deployment " + move.deployment() + " on " + move.label();
  }

  private static Stream<String> twice(Stream<String> things) {
    return counted(things).entrySet().stream()
        .filter(entry -> entry.getValue() > 1)
        .map(Map.Entry::getKey);
  }

  private static <T> Map<T, Long> counted(Stream<T> things) {
    return things.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }
}
