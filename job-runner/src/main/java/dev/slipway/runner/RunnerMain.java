package dev.slipway.runner;

import dev.slipway.core.job.Doorbell;
import dev.slipway.process.bell.Bell;
import dev.slipway.process.log.LogSettings;
import dev.slipway.process.settings.SettingsException;
import dev.slipway.runner.job.Leftovers;
import dev.slipway.runner.node.Admission;
import dev.slipway.runner.node.Aftermath;
import dev.slipway.runner.node.CacheCare;
import dev.slipway.runner.node.Housekeeping;
import dev.slipway.runner.node.Sweep;
import dev.slipway.runner.node.UnitEnd;
import dev.slipway.store.database.Database;
import dev.slipway.store.failure.StoreException;
import dev.slipway.store.redis.Words;
import dev.slipway.store.tables.DatabaseBuildCaches;
import dev.slipway.store.tables.DatabaseJobControl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;

/// The runner: takes one job, does it, and is gone. Its other commands look after what runners that
/// died have left: `sweep` is run every few seconds, `after` by systemd when a runner has ended,
/// and `reap` by the embedded profile, which takes the jobs back itself. `bell` rings, until it is
/// told to end, for the jobs that this node gets word of, where no receiver does.
///
/// Folders are removed by every runner at its start, and containers by every one that needs the
/// engine: to ask the engine costs half a second that other jobs need not wait.
///
/// Exit codes: 0 when a job came to its end, whichever, or none could be had; 1 when the runner
/// failed; 64 when it was called with other arguments (`EX_USAGE`); 75 when jobs wait, but this
/// node has too little memory or disk (`EX_TEMPFAIL`); 78 when its configuration is wrong
/// (`EX_CONFIG`).
public final class RunnerMain {

  static final int FAILED = 1;

  private static final int WRONG_ARGUMENTS = 64;
  private static final int TRY_LATER = 75;
  private static final int WRONG_CONFIGURATION = 78;
  private static final Clock CLOCK = Clock.systemUTC();

  private RunnerMain() {}

  /// Runs it; one of the commands' names is the only argument there is.
  public static void main(String[] arguments) {
    LogSettings.ofUnit("slipway-job", System.getenv());
    LogSettings.outliveShutdown();
    int code = run(List.of(arguments));
    LogSettings.end();
    System.exit(code);
  }

  /// Not a constant: a logger that is made before the settings of the log has the wrong ones.
  private static Logger log() {
    return System.getLogger(RunnerMain.class.getName());
  }

  private static int run(List<String> arguments) {
    var command = Command.parse(arguments);
    if (command.isEmpty()) {
      log().log(Level.ERROR, "The arguments there are: {0}; not {1}", Command.words(), arguments);
      return WRONG_ARGUMENTS;
    }
    try {
      return run(command.get());
    } catch (SettingsException e) {
      log().log(Level.ERROR, "The runner''s settings are wrong: {0}", e.getMessage());
      return WRONG_CONFIGURATION;
    } catch (StoreException e) {
      log().log(Level.ERROR, "The runner failed: {0}", e.getMessage());
      log().log(Level.DEBUG, "The runner failed", e);
      return FAILED;
    } catch (InterruptedException | RuntimeException e) {
      log()
          .log(Level.ERROR, "The runner failed; its job, if it had one, goes back on the queue", e);
      return FAILED;
    }
  }

  private static int run(Command command) throws InterruptedException {
    if (command == Command.BELL) {
      return ringing(RunnerConfig.of(System.getenv()));
    }
    var end = UnitEnd.of(System.getenv());
    if (command == Command.AFTER && end.isTidy()) {
      return 0; // systemd runs it after each runner, and nearly all of them end well
    }
    var config = RunnerConfig.of(System.getenv());
    if (!config.watched()) {
      closeInput();
    }
    try (var database = Database.open(config.database())) {
      return switch (command) {
        case JOB ->
            exitCode(new OneJob(config, database, CLOCK, housekeeping(config, database)).run());
        case REAP -> exitCode(housekeeping(config, database).clean());
        case SWEEP -> {
          boolean swept = sweep(config, database).run();
          yield exitCode(NodeCleaning.of(config, database, CLOCK).runIfDue() && swept);
        }
        case AFTER -> exitCode(aftermath(config, database).of(config.runner(), end.words()));
        case BELL -> throw new IllegalStateException("a bell needs no database");
      };
    }
  }

  private static int ringing(RunnerConfig config) {
    try (var words = Words.open(config.redis(), config.instance());
        var bell = new Bell(words.dispatch(), doorbell(config), config.node().name())) {
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(bell::close));
      bell.run();
    }
    return 0;
  }

  /// Hangs up on who rang, if standard input is the doorbell's connection: a ring says nothing and
  /// is not answered.
  private static void closeInput() {
    try {
      System.in.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not close standard input", e);
    }
  }

  private static int exitCode(OneJob.Outcome outcome) {
    return switch (outcome) {
      case DONE, NONE -> 0;
      case HELD -> TRY_LATER;
    };
  }

  private static int exitCode(boolean complete) {
    return complete ? 0 : FAILED;
  }

  private static Sweep sweep(RunnerConfig config, Database database) {
    return new Sweep(
        control(database),
        config.node(),
        new Admission(config.node(), config.writtenTo()),
        housekeeping(config, database),
        doorbell(config));
  }

  private static Aftermath aftermath(RunnerConfig config, Database database) {
    return new Aftermath(control(database), housekeeping(config, database), doorbell(config));
  }

  private static Housekeeping housekeeping(RunnerConfig config, Database database) {
    var leftovers = new Leftovers(config.work(), config.instance(), control(database));
    var place =
        new CacheCare.Place(config.node().name(), config.instance(), config.builders().node());
    var records = new DatabaseBuildCaches(database.db(), CLOCK);
    var caches = new CacheCare(records, config.caches(), place, CLOCK);
    return new Housekeeping(leftovers, caches, config.engine(), config.work(), CLOCK);
  }

  private static Doorbell doorbell(RunnerConfig config) {
    return config.doorbell().orElse(() -> {});
  }

  private static DatabaseJobControl control(Database database) {
    return new DatabaseJobControl(database.db(), CLOCK);
  }
}
