package dev.slipway.serving.explain;

import dev.slipway.artifact.rules.Origin;
import dev.slipway.serving.explain.Explanation.Field;
import dev.slipway.serving.explain.Explanation.Step;
import dev.slipway.serving.http.Answer;
import dev.slipway.serving.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/// The trace that keeps all it hears, for one answer.
final class Listener implements Trace {

  private final List<Step> steps = new ArrayList<>();
  private final Map<String, String> reasons = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  @Override
  public void step(Topic topic, Supplier<String> what) {
    steps.add(new Step(topic, what.get(), Optional.empty()));
  }

  @Override
  public void rule(Origin origin, Supplier<String> what) {
    steps.add(new Step(Topic.RULE, what.get(), Optional.of(origin)));
  }

  @Override
  public void aside(Runnable telling) {
    telling.run();
  }

  @Override
  public void field(String name, String why) {
    reasons.put(name, why);
  }

  @Override
  public void field(String name, Origin origin) {
    reasons.put(name, origin.toString());
  }

  /// Returns what was heard of `answer`, which `url` got.
  Explanation explanation(String url, Answer answer) {
    var fields = new ArrayList<Field>();
    answer
        .headers()
        .forEach((name, value) ->
            fields.add(
                new Field(name, value, reasons.getOrDefault(name, "for a page of Slipway's own"))));
    return new Explanation(url, steps, answer.status(), fields, file());
  }

  private Optional<String> file() {
    return steps.stream().filter(step -> step.topic() == Topic.FILE).map(Step::what).findFirst();
  }
}
