package dev.slipway.runner.build;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Makes volumes that can't hold more than they may, where that can be had: the engine's own
/// volumes have a size where its folder lies on a file system with quotas of projects, such as XFS
/// that is mounted with `pquota`.
///
/// Where an engine has none it refuses, and volumes are made without: then [DiskWatch] is what
/// keeps builds to their limits.
public final class Quota {

  private static final Logger LOG = System.getLogger(Quota.class.getName());

  /// What Docker calls its engine among the programs that it consists of.
  private static final String DOCKER = "Engine";

  private final Engine engine;

  public Quota(Engine engine) {
    this.engine = engine;
  }

  /// Tells whether the engine can limit its volumes; to find out, it makes one and removes it.
  public boolean isThere() {
    var name = "slipway-quota-" + UUID.randomUUID();
    try (var cleanup = new Cleanup()) {
      cleanup.add(() ->
          engine.remove(
              "remove the volume " + name, () -> engine.client().removeVolumeCmd(name).exec()));
      return create(name, Map.of(), 1 << 20);
    }
  }

  /// Makes the volume `name`, unless it is there already, and tells whether it has a limit if it is
  /// new.
  boolean create(String name, Map<String, String> labels, long bytes) {
    try {
      if (isDocker()) {
        create(name, labels, Map.of("size", Long.toString(bytes)));
        return true;
      }
    } catch (EngineException e) {
      LOG.log(
          Level.DEBUG,
          "The engine has no quota for its volume {0}, so it is measured: {1}",
          name,
          e.getMessage());
    }
    create(name, labels, Map.<String, String>of());
    return false;
  }

  private boolean isDocker() {
    return engine.call(
        Engine.SHORT,
        "ask the container engine what it is",
        () ->
            Optional.ofNullable(engine.client().versionCmd().exec().getComponents())
                .orElseGet(List::of)
                .stream()
                .anyMatch(component -> DOCKER.equals(component.getName())));
  }

  private void create(String name, Map<String, String> labels, Map<String, String> options) {
    engine.call(
        Engine.LONG,
        "create the volume " + name,
        () ->
            engine
                .client()
                .createVolumeCmd()
                .withName(name)
                .withLabels(labels)
                .withDriverOpts(options)
                .exec());
  }
}
