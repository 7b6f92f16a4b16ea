package dev.slipway.receiver.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.core.project.ProjectLimits;
import dev.slipway.process.settings.Amounts;
import dev.slipway.receiver.json.JsonRequest;
import dev.slipway.receiver.problem.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The limits of a project as JSON: sizes and times as settings spell them, null for what is as
/// usual on the platform.
///
/// Only what no build could begin with is refused here. What a project may have at most is decided
/// where it builds, by the ceilings of the node.
final class LimitsDocument {

  static final Set<String> FIELDS = Set.of("memory", "cpus", "processes", "disk", "time", "log");

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final long KIB = 1024;
  private static final long LEAST_ROOM = 64 * KIB * KIB;
  private static final long LEAST_LOG = 64 * KIB;
  private static final Duration LEAST_TIME = Duration.ofSeconds(10);
  private static final Duration MOST_TIME = Duration.ofHours(24);
  private static final int MOST_CPUS = 1024;
  private static final int MOST_PROCESSES = 999_999;
  private static final int SHOWN_LENGTH = 100;

  private LimitsDocument() {}

  static ObjectNode of(ProjectLimits limits) {
    var document = NODES.objectNode();
    document.set("memory", size(limits.memoryBytes()));
    document.set("cpus", number(limits.cpus()));
    document.set("processes", number(limits.processes()));
    document.set("disk", size(limits.diskBytes()));
    document.set("time", text(limits.time().map(Amounts::written)));
    document.set("log", size(limits.logBytes()));
    return document;
  }

  /// Returns `now` with what `wanted` names: null clears it, and what is left out stays.
  static ProjectLimits merged(ProjectLimits now, JsonRequest wanted) {
    return new ProjectLimits(
        merged(now.memoryBytes(), wanted, "memory", () -> size(wanted, "memory", LEAST_ROOM)),
        merged(now.cpus(), wanted, "cpus", () -> wanted.number("cpus", MOST_CPUS)),
        merged(
            now.processes(), wanted, "processes", () -> wanted.number("processes", MOST_PROCESSES)),
        merged(now.diskBytes(), wanted, "disk", () -> size(wanted, "disk", LEAST_ROOM)),
        merged(now.time(), wanted, "time", () -> time(wanted)),
        merged(now.logBytes(), wanted, "log", () -> size(wanted, "log", LEAST_LOG)));
  }

  private static <T> Optional<T> merged(
      Optional<T> now, JsonRequest wanted, String field, Supplier<Optional<T>> value) {
    return wanted.names(field) ? value.get() : now;
  }

  private static Optional<Long> size(JsonRequest wanted, String field, long least) {
    return wanted
        .text(field)
        .map(text ->
            Amounts.size(text)
                .filter(bytes -> bytes >= least)
                .orElseThrow(() ->
                    notAllowed(
                        field, text, Amounts.SIZES + ", " + Amounts.written(least) + " or more")));
  }

  private static Optional<Duration> time(JsonRequest wanted) {
    return wanted
        .text("time")
        .map(text ->
            Amounts.time(text)
                .filter(time -> time.compareTo(LEAST_TIME) >= 0 && time.compareTo(MOST_TIME) <= 0)
                .orElseThrow(() ->
                    notAllowed(
                        "time",
                        text,
                        "%s, from %s to %s"
                            .formatted(
                                Amounts.TIMES,
                                Amounts.written(LEAST_TIME),
                                Amounts.written(MOST_TIME)))));
  }

  private static RuntimeException notAllowed(String field, String value, String allowed) {
    var shown = value.length() > SHOWN_LENGTH ? value.substring(0, SHOWN_LENGTH) + "…" : value;
    return Problem.notAllowed(field, "%s: must be %s.".formatted(shown, allowed)).exception();
  }

  private static JsonNode size(Optional<Long> bytes) {
    return text(bytes.map(Amounts::written));
  }

  private static JsonNode number(Optional<Integer> number) {
    return number.<JsonNode>map(NODES::numberNode).orElse(NODES.nullNode());
  }

  private static JsonNode text(Optional<String> text) {
    return text.<JsonNode>map(NODES::textNode).orElse(NODES.nullNode());
  }
}
