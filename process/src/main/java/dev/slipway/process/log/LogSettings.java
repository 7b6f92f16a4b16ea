package dev.slipway.process.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.ConsoleHandler;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// How a process writes its own messages: a line each, with the time, to standard error or a file;
/// or to the systemd journal, with fields.
///
/// Used before anything is logged: what comes too early makes the virtual machine take its usual
/// log manager, which closes all logs at the beginning of the shutdown.
public final class LogSettings {

  static {
    // Before anything here asks for a logger, which makes the log manager.
    System.setProperty("java.util.logging.manager", LastingLogs.class.getName());
  }

  private static final String JOURNAL = "/run/systemd/journal/socket";
  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");
  private static final String FORMAT = "%1$tF %1$tT.%1$tL %4$s %5$s%6$s%n";

  /// Libraries that tell at INFO what is of interest only to who debugs them. Held here, because
  /// the log manager forgets loggers that nobody holds, with their levels.
  private static final List<Logger> QUIET =
      List.of(
          Logger.getLogger("com.github.dockerjava"),
          Logger.getLogger("com.zaxxer.hikari"),
          Logger.getLogger("io.helidon"),
          Logger.getLogger("org.eclipse.jgit"),
          Logger.getLogger("org.flywaydb"));

  private LogSettings() {}

  /// Makes all messages of this process go to standard error.
  public static void toStandardError() {
    apply(new ConsoleHandler());
  }

  /// Makes all messages of this process go to the end of `file`.
  public static void toFile(Path file) {
    try {
      apply(new FileHandler(file.toString().replace("%", "%%"), true));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not open the log " + file, e);
    }
  }

  /// Makes all messages of this process go to the journal as those of `identifier`, if a unit of
  /// systemd started it with its standard error there; else to standard error.
  public static void ofUnit(String identifier, Map<String, String> environment) {
    if (isJournal(environment.getOrDefault("JOURNAL_STREAM", ""))) {
      var otherwise = new ConsoleHandler();
      apply(new JournalHandler(JOURNAL, identifier, otherwise));
      otherwise.setFormatter(new SimpleFormatter());
      otherwise.setLevel(Level.ALL);
    } else {
      toStandardError();
    }
  }

  /// Tells whether standard error is the `stream`, device and inode, that systemd has connected to
  /// the journal: the variable that says so is inherited, whatever becomes of standard error.
  private static boolean isJournal(String stream) {
    if (stream.isEmpty()) {
      return false;
    }
    try {
      var inode = Files.readAttributes(STANDARD_ERROR, "unix:dev,ino");
      return stream.equals(inode.get("dev") + ":" + inode.get("ino"));
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /// Makes the logs last through the shutdown of this process, up to [#end()].
  public static void outliveShutdown() {
    if (LogManager.getLogManager() instanceof LastingLogs logs) {
      logs.last();
    }
  }

  /// Writes out what is logged and not yet written.
  public static void end() {
    for (var handler : Logger.getLogger("").getHandlers()) {
      handler.flush();
    }
  }

  private static void apply(Handler handler) {
    System.setProperty("java.util.logging.SimpleFormatter.format", FORMAT);
    LogManager.getLogManager().reset();
    handler.setFormatter(new SimpleFormatter());
    handler.setLevel(Level.ALL);
    Logger.getLogger("").addHandler(handler);
    QUIET.forEach(library -> library.setLevel(Level.WARNING));
  }
}
