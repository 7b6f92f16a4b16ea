package dev.slipway.bench.builds;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where the time of one deployment went, told by when the lines of its log came. Not thread-safe.
public final class Stages {

  private static final String OURS = "==> ";
  private static final String PUBLISHING = OURS + "Publishing ";
  private static final Pattern TOOK = Pattern.compile(OURS + "(.+) took [0-9.]+ s");

  private final Clock clock;
  private final List<Line> lines = new ArrayList<>();

  /// A line of the log and when it came.
  private record Line(Instant at, String text) {}

  public Stages(Clock clock) {
    this.clock = clock;
  }

  /// Takes the next line, now.
  public void take(String line) {
    lines.add(new Line(clock.instant(), line));
  }

  /// Returns the commands of the build, in their order: each is told before it is run, and with its
  /// time when it has ended.
  public List<String> commands() {
    return lines.stream()
        .map(line -> TOOK.matcher(line.text()))
        .filter(Matcher::matches)
        .map(took -> took.group(1))
        .toList();
  }

  /// Returns how many milliseconds each stage of `deployment`, which is ready, took.
  public Map<String, Long> of(JsonNode deployment) {
    var created = Instant.parse(deployment.path("createdAt").asText());
    var claimed = Instant.parse(deployment.path("startedAt").asText());
    var finished = Instant.parse(deployment.path("finishedAt").asText());
    var begun = first(text -> text.equals(OURS + commands().getFirst()));
    var planned = lines.get(lines.indexOf(begun) - 1);
    var built = last(text -> TOOK.matcher(text).matches());
    var publishing = first(text -> text.startsWith(PUBLISHING));
    var stages = new LinkedHashMap<String, Long>();
    stages.put("start", millis(created, claimed));
    stages.put("checkout", millis(claimed, planned.at()));
    stages.put("copy_in", millis(planned.at(), begun.at()));
    stages.put("commands", millis(begun.at(), built.at()));
    stages.put("copy_out_pack", millis(built.at(), publishing.at()));
    stages.put("publish", millis(publishing.at(), finished));
    return stages;
  }

  private Line first(Predicate<String> wanted) {
    return lines.stream()
        .filter(line -> wanted.test(line.text()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the log lacks a line: " + lines));
  }

  private Line last(Predicate<String> wanted) {
    return lines.reversed().stream()
        .filter(line -> wanted.test(line.text()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the log lacks a line: " + lines));
  }

  private static long millis(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toMillis()); // a line may come a little late
  }
}
