package dev.slipway.runner.job;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// How long each step of a job took, for people; and how long its stages, which leave no time out,
/// for whoever looks for where it went. Not thread-safe.
final class Stopwatch {

  private final long startedAt = System.nanoTime();
  private final Map<String, Duration> steps = new LinkedHashMap<>();
  private final Map<String, Duration> stages = new LinkedHashMap<>();
  private long lastLap = startedAt;

  /// Notes that `step` took `time`, with what it took before.
  void add(String step, Duration time) {
    steps.merge(step, time, Duration::plus);
  }

  /// Notes that `step` took `time` of the stage `whole`, and is a stage of its own.
  void add(String step, Duration time, String whole) {
    add(step, time);
    stages.merge(whole, time.negated(), Duration::plus);
    stages.merge(step, time, Duration::plus);
  }

  /// Notes that all the time since the last lap was that of `stage`.
  void lap(String stage) {
    long now = System.nanoTime();
    stages.merge(stage, Duration.ofNanos(now - lastLap), Duration::plus);
    lastLap = now;
  }

  /// Returns the stages in milliseconds, for programs: `checkout=41 detect=12`.
  String stages() {
    return stages.entrySet().stream()
        .map(stage -> stage.getKey() + "=" + stage.getValue().toMillis())
        .collect(Collectors.joining(" "));
  }

  /// Returns how long it is since `start`, a reading of [System#nanoTime()].
  static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /// Returns the whole time, the steps and what remains for the platform itself, for people and for
  /// programs: `12.3 s: checkout 0.4 s, install 5.1 s, build 5.9 s, own 0.9 s`.
  String summary() {
    var total = since(startedAt);
    var named = steps.values().stream().reduce(Duration.ZERO, Duration::plus);
    var parts =
        steps.entrySet().stream()
            .map(step -> step.getKey() + " " + seconds(step.getValue()))
            .collect(Collectors.joining(", "));
    var own = "own " + seconds(total.minus(named));
    return seconds(total) + ": " + (parts.isEmpty() ? own : parts + ", " + own);
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }
}
