package dev.slipway.process.service;

import dev.slipway.process.log.LogSettings;
import dev.slipway.process.settings.SettingsException;
import dev.slipway.process.systemd.Notify;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// A process that serves until it is told to end (SIGTERM, SIGINT): then its parts are closed, the
/// last that was started first, and each lets what it is doing come to its end. systemd is told.
///
/// Exit codes: 78 when the settings are wrong (`EX_CONFIG`), 1 when it could not start for another
/// reason, and the signal's own, 143 or 130, when it was told to end.
public final class Service {

  private static final int FAILED = 1;
  private static final int WRONG_SETTINGS = 78;

  /// Starts what a service is made of.
  public interface Start {

    /// Starts it, adding what must be closed to `parts`; it serves when this returns.
    ///
    /// @return what it does now, in a few words
    String start(Map<String, String> environment, Parts parts) throws InterruptedException;
  }

  private final String name;
  private final Notify notify;
  private final Parts parts = new Parts();
  private final CountDownLatch told = new CountDownLatch(1);
  private final Thread starter = Thread.currentThread();
  private final Logger log;

  private volatile boolean serving = true;

  private Service(String name, Map<String, String> environment) {
    this.name = name;
    this.notify = new Notify(environment);
    this.log = System.getLogger(Service.class.getName());
  }

  /// Runs the service `name` until it is told to end, and ends this process. Called first of all,
  /// before anything is logged.
  public static void run(String name, Start start) {
    var environment = System.getenv();
    LogSettings.ofUnit(name, environment);
    LogSettings.outliveShutdown();
    System.exit(new Service(name, environment).serve(start, environment));
  }

  private int serve(Start start, Map<String, String> environment) {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(this::stop));
    try {
      var status = start.start(environment, parts);
      log.log(Level.INFO, "{0} is ready: {1}", name, status);
      notify.ready(status);
      told.await();
      return 0; // nobody sees it: a process that was told to end has the signal's code
    } catch (SettingsException e) {
      log.log(Level.ERROR, "The settings of {0} are wrong:\n{1}", name, e.getMessage());
      return failed(WRONG_SETTINGS);
    } catch (InterruptedException | RuntimeException e) {
      if (told.getCount() > 0) {
        tell(e);
      }
      return failed(FAILED);
    }
  }

  private int failed(int code) {
    serving = false;
    return code;
  }

  /// Tells why it could not start. What an exception of ours says is enough for people.
  private void tell(Exception e) {
    if (e.getClass().getName().startsWith("dev.slipway.")) {
      log.log(Level.ERROR, "{0} could not start: {1}", name, e.getMessage());
      log.log(Level.DEBUG, "The cause", e);
    } else {
      log.log(Level.ERROR, name + " could not start; the cause follows", e);
    }
  }

  private void stop() {
    boolean served = serving; // what the starter makes of being interrupted is of no interest
    if (served) {
      log.log(Level.INFO, "{0} is stopping", name);
      notify.stopping();
    }
    told.countDown();
    starter.interrupt(); // which may still be starting something
    parts.close();
    if (served) {
      log.log(Level.INFO, "{0} has stopped", name);
    }
    LogSettings.end();
  }
}
