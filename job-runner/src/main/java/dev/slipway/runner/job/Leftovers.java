package dev.slipway.runner;

import dev.slipway.core.job.Claim;
import dev.slipway.core.job.JobControl;
import dev.slipway.core.job.RunningJob;
import dev.slipway.runner.build.Engine;
import dev.slipway.runner.build.EngineException;
import dev.slipway.runner.build.Reaper;
import dev.slipway.runner.job.WorkFolder;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.stream.Collectors;

/// What runners that were killed have left: containers, networks, workspaces, folders.
final class Leftovers {

  private static final Logger LOG = System.getLogger(Leftovers.class.getName());

  private Leftovers() {}

  /// Removes what belongs to no claim that is valid now.
  ///
  /// @return false if something could not be removed, or the container engine not be asked
  static boolean remove(RunnerConfig config, JobControl control) {
    removeFolders(config, control);
    try (var engine = Engine.connect(config.engine())) {
      return removeContainers(engine, config, control);
    } catch (EngineException e) {
      LOG.log(Level.DEBUG, "No container engine, so no containers to remove", e);
      return false;
    }
  }

  /// Removes only the work folders among it, which costs next to nothing.
  static void removeFolders(RunnerConfig config, JobControl control) {
    int folders = WorkFolder.removeLeftovers(config.work(), () -> live(control));
    if (folders > 0) {
      LOG.log(Level.INFO, "Removed {0} work folders of builds that died", folders);
    }
  }

  private static boolean removeContainers(Engine engine, RunnerConfig config, JobControl control) {
    try {
      var reaped = new Reaper(engine, config.instance()).reap(() -> live(control));
      if (!reaped.isEmpty()) {
        LOG.log(Level.INFO, "Removed what builds that died have left: {0}", reaped);
      }
      return true;
    } catch (EngineException e) {
      LOG.log(
          Level.WARNING, "Not all that builds which died have left is gone: {0}", e.getMessage());
      return false;
    }
  }

  private static Set<Claim> live(JobControl control) {
    return control.running().stream().map(RunningJob::claim).collect(Collectors.toSet());
  }
}
