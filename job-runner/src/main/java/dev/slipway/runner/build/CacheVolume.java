package dev.slipway.runner.build;

import dev.slipway.core.build.Trust;
import dev.slipway.core.project.ProjectId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// A volume of the engine that holds what builds of one project's production leave for each other:
/// what package managers have downloaded, and what frameworks have worked out.
///
/// @param trust of which builds it is; those of other levels than production have none any more
/// @param epoch how often the project's caches had been cleared before it was begun
public record CacheVolume(ProjectId project, Trust trust, int epoch) {

  static final String TRUST = "dev.slipway.environment";
  private static final String EPOCH = "dev.slipway.epoch";
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  /// Returns its name: of the first epoch without a number.
  public String name() {
    var name = "slipway-cache-" + project.value() + "-" + trust.word();
    return epoch == 0 ? name : name + "-" + epoch;
  }

  /// Returns its labels. They name no job, so it is nobody's to remove.
  Map<String, String> labels(String instance) {
    return Map.of(
        BuildScope.INSTANCE,
        instance,
        BuildScope.PROJECT,
        project.value().toString(),
        TRUST,
        trust.word(),
        EPOCH,
        Integer.toString(epoch));
  }

  /// Returns the cache that has these labels; empty if they are not those of a cache.
  static Optional<CacheVolume> of(Map<String, String> labels) {
    var epoch = labels.getOrDefault(EPOCH, "0");
    if (BuildScope.claimOf(labels).isPresent() || !NUMBER.matcher(epoch).matches()) {
      return Optional.empty();
    }
    try {
      var project = new ProjectId(UUID.fromString(labels.getOrDefault(BuildScope.PROJECT, "")));
      return Trust.parse(labels.getOrDefault(TRUST, ""))
          .map(trust -> new CacheVolume(project, trust, Integer.parseInt(epoch)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
