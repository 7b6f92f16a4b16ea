package dev.slipway.process.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// How a process writes its own messages: a line each, with the time, to standard error or a file.
public final class LogSettings {

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

  private static void apply(Handler handler) {
    System.setProperty("java.util.logging.SimpleFormatter.format", FORMAT);
    LogManager.getLogManager().reset();
    handler.setFormatter(new SimpleFormatter());
    handler.setLevel(Level.ALL);
    Logger.getLogger("").addHandler(handler);
    QUIET.forEach(library -> library.setLevel(Level.WARNING));
  }
}
