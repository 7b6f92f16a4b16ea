package dev.slipway.store.testing;

import java.text.MessageFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// The lines that the classes of a package log while it is open.
public final class RecordedLog extends Handler implements AutoCloseable {

  private final Logger logger;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  /// Records what the loggers below `name` log.
  public RecordedLog(String name) {
    this.logger = Logger.getLogger(name);
    logger.addHandler(this);
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void publish(LogRecord record) {
    var parameters = record.getParameters();
    var text =
        parameters == null || parameters.length == 0
            ? record.getMessage()
            : MessageFormat.format(record.getMessage(), parameters);
    lines.add(record.getLevel() + " " + text);
  }

  @Override
  public void flush() {
    // Nothing is held back.
  }

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
