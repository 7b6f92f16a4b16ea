package dev.slipway.process.log;

import dev.slipway.process.systemd.UnixDatagrams;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/// Writes messages to the systemd journal, with their priority and with what they are about as
/// fields. Thread-safe.
///
/// A thread of its own sends them: the first message costs some hundred milliseconds, which who
/// logs it need not wait. When the journal does not keep up, what is past a thousand messages is
/// left out, and how many those were is said. What can't be sent goes to another handler.
final class JournalHandler extends Handler {

  private static final int MOST_WAITING = 1000;
  private static final Duration SEND = Duration.ofSeconds(1);
  private static final Duration FLUSH = Duration.ofSeconds(2);

  private final String socket;
  private final String identifier;
  private final Handler otherwise;
  private final BlockingQueue<Entry> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Object changed = new Object();
  private final SimpleFormatter messages = new SimpleFormatter();
  private int pending;
  private long leftOut;
  private boolean started;
  private @Nullable UnixDatagrams datagrams;

  /// Writes to the journal that listens on `socket`, in the name of `identifier`.
  JournalHandler(String socket, String identifier, Handler otherwise) {
    this.socket = socket;
    this.identifier = identifier;
    this.otherwise = otherwise;
  }

  private record Entry(String text, Map<String, String> fields, LogRecord message) {}

  @Override
  public void publish(LogRecord message) {
    if (!isLoggable(message)) {
      return;
    }
    var text = messages.formatMessage(message) + trace(message.getThrown());
    var entry = new Entry(text, fields(message), message);
    synchronized (changed) {
      if (!waiting.offer(entry)) {
        leftOut++;
        return;
      }
      pending++;
      if (!started) {
        started = true;
        Thread.ofPlatform().daemon().name("journal").start(this::sendAll);
      }
    }
  }

  private Map<String, String> fields(LogRecord message) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("PRIORITY", priority(message.getLevel()));
    fields.put("SYSLOG_IDENTIFIER", identifier);
    fields.putAll(LogFields.now());
    return fields;
  }

  /// Returns the priority of syslog: 3 is an error, 4 a warning, 6 information, 7 for developers.
  private static String priority(Level level) {
    int value = level.intValue();
    if (value >= Level.SEVERE.intValue()) {
      return "3";
    }
    if (value >= Level.WARNING.intValue()) {
      return "4";
    }
    return value >= Level.INFO.intValue() ? "6" : "7";
  }

  private static String trace(@Nullable Throwable thrown) {
    if (thrown == null) {
      return "";
    }
    var trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace, true));
    return "\n" + trace.toString().stripTrailing();
  }

  private void sendAll() {
    try {
      while (true) {
        send(waiting.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(Entry entry) {
    try {
      if (datagrams == null) {
        datagrams = new UnixDatagrams(socket);
      }
      if (!datagrams.send(JournalEntry.of(entry.text(), entry.fields()), SEND)) {
        otherwise.publish(entry.message());
      }
    } catch (IOException | RuntimeException | LinkageError e) {
      otherwise.publish(entry.message());
    } finally {
      sent();
    }
  }

  private void sent() {
    long lost;
    synchronized (changed) {
      pending--;
      lost = leftOut;
      leftOut = 0;
      changed.notifyAll();
    }
    if (lost > 0) {
      publish(
          new LogRecord(Level.WARNING, lost + " messages were left out: the journal was behind"));
    }
  }

  /// Waits until all is sent, 2 s at most.
  @Override
  public void flush() {
    long end = System.nanoTime() + FLUSH.toNanos();
    synchronized (changed) {
      try {
        for (long left; pending > 0 && (left = end - System.nanoTime()) > 0; ) {
          TimeUnit.NANOSECONDS.timedWait(changed, left);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    otherwise.flush();
  }

  /// Sends what there is to send. What is published later is sent too, if there is time.
  @Override
  public void close() {
    flush();
  }
}
