package dev.slipway.runner;

import dev.slipway.core.job.JobControl;
import dev.slipway.process.log.LogSettings;
import dev.slipway.process.settings.SettingsException;
import dev.slipway.runner.build.Engine;
import dev.slipway.runner.build.EngineException;
import dev.slipway.runner.checkout.Checkout;
import dev.slipway.runner.checkout.CheckoutLimits;
import dev.slipway.runner.job.JobRun;
import dev.slipway.runner.job.Lease;
import dev.slipway.runner.job.Ledger;
import dev.slipway.runner.job.Leftovers;
import dev.slipway.runner.job.Steps;
import dev.slipway.store.database.Database;
import dev.slipway.store.failure.StoreException;
import dev.slipway.store.folder.FolderArtifacts;
import dev.slipway.store.folder.FolderLogs;
import dev.slipway.store.tables.DatabaseDeployments;
import dev.slipway.store.tables.DatabaseJobControl;
import dev.slipway.store.tables.DatabaseJobQueue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;

/// The runner: takes one job, does it, and is gone. With the argument `reap` it only removes what
/// dead runners have left. Folders are removed by every runner at its start, and containers by
/// every one that needs the engine: to ask the engine costs half a second that other jobs need not
/// wait.
///
/// Exit codes: 0 when a job came to its end, whichever, or none waited; 1 when the runner failed;
/// 64 when it was called with other arguments (`EX_USAGE`); 78 when its configuration is wrong
/// (`EX_CONFIG`).
public final class RunnerMain {

  static final int FAILED = 1;

  private static final int WRONG_ARGUMENTS = 64;
  private static final int WRONG_CONFIGURATION = 78;
  private static final List<String> REAP = List.of("reap");
  private static final Logger LOG = System.getLogger(RunnerMain.class.getName());

  private RunnerMain() {}

  /// Runs it; `reap` is the only argument there is.
  public static void main(String[] arguments) {
    LogSettings.toStandardError();
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) {
    if (!arguments.isEmpty() && !arguments.equals(REAP)) {
      LOG.log(Level.ERROR, "The only argument there is is reap, not {0}", arguments);
      return WRONG_ARGUMENTS;
    }
    try {
      return run(RunnerConfig.of(System.getenv()), arguments.equals(REAP));
    } catch (SettingsException e) {
      LOG.log(Level.ERROR, "The runner''s settings are wrong: {0}", e.getMessage());
      return WRONG_CONFIGURATION;
    } catch (StoreException e) {
      LOG.log(Level.ERROR, "The runner failed: {0}", e.getMessage());
      LOG.log(Level.DEBUG, "The runner failed", e);
      return FAILED;
    } catch (InterruptedException | RuntimeException e) {
      LOG.log(Level.ERROR, "The runner failed; its job, if it had one, goes back on the queue", e);
      return FAILED;
    }
  }

  private static int run(RunnerConfig config, boolean reap) throws InterruptedException {
    try (var database = Database.open(config.database())) {
      var control = new DatabaseJobControl(database.db(), Clock.systemUTC());
      if (reap) {
        return reap(config, control) ? 0 : FAILED;
      }
      takeOneJob(config, database, control);
      return 0;
    }
  }

  private static boolean reap(RunnerConfig config, JobControl control) {
    var leftovers = new Leftovers(config.work(), config.instance(), control);
    boolean folders = leftovers.removeFolders();
    try (var engine = Engine.connect(config.engine())) {
      return leftovers.removeContainers(engine) && folders;
    } catch (EngineException e) {
      LOG.log(Level.DEBUG, "No container engine, so no containers to remove", e);
      return false;
    }
  }

  private static void takeOneJob(RunnerConfig config, Database database, DatabaseJobControl control)
      throws InterruptedException {
    var queue = new DatabaseJobQueue(database.db(), Clock.systemUTC());
    var claimed = queue.claim(config.runner(), Lease.LENGTH);
    if (claimed.isEmpty()) {
      return;
    }
    var ledger = new Ledger(queue, control, new DatabaseDeployments(database.db()));
    var steps =
        new Steps(
            ledger,
            new Checkout(CheckoutLimits.USUAL, config.hosts(), config.folders()),
            FolderArtifacts.in(config.artifacts()),
            config.building(),
            config.work());
    var run = new JobRun(ledger, new FolderLogs(config.logs()), config.logBytes(), steps);
    StopSources.watch(run, config.watched());
    run.run(claimed.get());
  }
}
