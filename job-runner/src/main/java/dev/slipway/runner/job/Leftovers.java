package dev.slipway.runner.job;

import dev.slipway.core.job.Claim;
import dev.slipway.core.job.JobControl;
import dev.slipway.core.job.RunningJob;
import dev.slipway.runner.build.Engine;
import dev.slipway.runner.build.EngineException;
import dev.slipway.runner.build.Reaper;
import dev.slipway.store.failure.StoreException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/// What runners that were killed have left: folders, and containers with their networks and
/// workspaces. What belongs to a claim that is valid is none of it.
///
/// No job comes to anything else because something cannot be removed: that is logged, and tried
/// again by the next.
public final class Leftovers {

  private static final Logger LOG = System.getLogger(Leftovers.class.getName());

  private final Path work;
  private final String instance;
  private final JobControl control;

  /// @param work where runners have their folders
  /// @param instance the platform's own, as the containers have it
  public Leftovers(Path work, String instance, JobControl control) {
    this.work = work;
    this.instance = instance;
    this.control = control;
  }

  /// Removes the folders, and returns how many; empty if it could not.
  public OptionalInt removeFolders() {
    try {
      int folders = WorkFolder.removeLeftovers(work, this::live);
      if (folders > 0) {
        LOG.log(Level.INFO, "Removed {0} work folders of builds that died", folders);
      }
      return OptionalInt.of(folders);
    } catch (UncheckedIOException | StoreException e) {
      tellIncomplete(e);
      return OptionalInt.empty();
    }
  }

  /// Removes the containers, networks and workspaces, and tells whether it could.
  public boolean removeContainers(Engine engine) {
    try {
      var reaped = new Reaper(engine, instance).reap(this::live);
      if (!reaped.isEmpty()) {
        LOG.log(Level.INFO, "Removed what builds that died have left: {0}", reaped);
      }
      return true;
    } catch (EngineException | StoreException e) {
      tellIncomplete(e);
      return false;
    }
  }

  private static void tellIncomplete(RuntimeException why) {
    LOG.log(
        Level.WARNING, "Not all that builds which died have left is gone: {0}", why.getMessage());
  }

  private Set<Claim> live() {
    return control.running().stream().map(RunningJob::claim).collect(Collectors.toSet());
  }
}
