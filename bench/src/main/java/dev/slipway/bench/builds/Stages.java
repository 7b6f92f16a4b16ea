package dev.slipway.bench.builds;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.bench.server.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where the time of one deployment went, from the ring to the link, in milliseconds by stage.
///
/// The runner tells its own stages in the platform's log. What comes before it has the job, most of
/// it the start of its process, is `process`; what is neither, `other`.
public record Stages(Map<String, Long> millis) {

  /// What runs a repository's own commands.
  private static final String[] COMMANDS = {"install", "build"};

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String PROCESS = "process";
  private static final Pattern STAGE = Pattern.compile("([a-z_]+)=(-?[0-9]+)");

  /// Reads those of `deployment`, which is ready, out of `log`, the platform's.
  public static Stages of(JsonNode deployment, Path log) throws InterruptedException {
    var created = Instant.parse(deployment.path("createdAt").asText());
    var claimed = Instant.parse(deployment.path("startedAt").asText());
    var finished = Instant.parse(deployment.path("finishedAt").asText());
    var stages = new LinkedHashMap<String, Long>();
    stages.put(PROCESS, Duration.between(created, claimed).toMillis());
    var told = STAGE.matcher(told(deployment.path("shortId").asText(), log));
    while (told.find()) {
      stages.put(told.group(1), Long.parseLong(told.group(2)));
    }
    long known = stages.values().stream().mapToLong(Long::longValue).sum();
    stages.put("other", Math.max(0, Duration.between(created, finished).toMillis() - known));
    return new Stages(stages);
  }

  /// Returns how long all took.
  public long all() {
    return millis.values().stream().mapToLong(Long::longValue).sum();
  }

  /// Returns how long it took until a runner had the job.
  public long process() {
    return millis.getOrDefault(PROCESS, 0L);
  }

  /// Returns how long it took from there.
  public long claimed() {
    return all() - process();
  }

  /// Returns how long all took but the repository's own commands.
  public long own() {
    long own = all();
    for (var command : COMMANDS) {
      own -= millis.getOrDefault(command, 0L);
    }
    return own;
  }

  /// Returns what the runner tells, which it does a moment after the deployment is ready.
  private static String told(String shortId, Path log) throws InterruptedException {
    if (!Wait.until(PATIENCE, () -> line(shortId, log).isPresent())) {
      throw new IllegalStateException(log + " has no line about " + shortId);
    }
    var line = line(shortId, log).orElseThrow();
    return line.substring(line.lastIndexOf(": "));
  }

  private static Optional<String> line(String shortId, Path log) {
    var deployed = " shortId=" + shortId + ": Ready";
    try (var lines = Files.lines(log)) {
      return lines.filter(line -> line.contains(deployed)).findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException("Can't read " + log, e);
    }
  }
}
