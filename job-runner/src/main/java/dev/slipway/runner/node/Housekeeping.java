package dev.slipway.runner.node;

import dev.slipway.runner.build.Engine;
import dev.slipway.runner.build.EngineException;
import dev.slipway.runner.job.Leftovers;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/// Removes from a node what runners that died have left there, and keeps its caches within bounds.
public final class Housekeeping {

  /// So often the engine is asked even if nothing speaks for leftovers.
  private static final Duration ROUTINE = Duration.ofMinutes(10);

  private static final Logger LOG = System.getLogger(Housekeeping.class.getName());

  private final Leftovers leftovers;
  private final CacheCare caches;
  private final URI engine;
  private final EngineNotes notes;
  private final Clock clock;

  /// @param work the folder that the node's runners share
  /// @param engine where the container engine listens
  public Housekeeping(Leftovers leftovers, CacheCare caches, URI engine, Path work, Clock clock) {
    this.leftovers = leftovers;
    this.caches = caches;
    this.engine = engine;
    this.notes = new EngineNotes(work);
    this.clock = clock;
  }

  /// Removes everything, and tells whether it could.
  public boolean clean() {
    boolean folders = leftovers.removeFolders().isPresent();
    return cleanEngine() && folders;
  }

  /// Removes the folders, and what is in the engine if there is reason to look there: a runner
  /// died, or it is the machine's first time since it started, or there was none for long. Tells
  /// whether it could.
  ///
  /// @param died whether a runner is known to have died
  public boolean cleanIfNeeded(boolean died) {
    var folders = leftovers.removeFolders();
    if (!died && folders.orElse(1) == 0 && notes.isClean(clock.instant(), ROUTINE)) {
      return true;
    }
    return cleanEngine() && folders.isPresent();
  }

  private boolean cleanEngine() {
    try (var connected = Engine.connect(engine)) {
      boolean clean = leftovers.removeContainers(connected);
      caches.run(connected);
      if (clean) {
        notes.clean(connected.folder());
        return true;
      }
    } catch (EngineException e) {
      LOG.log(Level.DEBUG, "No container engine, so no containers to remove", e);
    }
    notes.doubt();
    return false;
  }
}
