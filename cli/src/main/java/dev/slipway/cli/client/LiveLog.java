package dev.slipway.cli.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The log of a deployment while it is written, as server-sent events (WHATWG HTML, section 9.2).
public final class LiveLog implements AutoCloseable {

  private static final String DATA = "data:";
  private static final String EVENT = "event:";
  private static final String MESSAGE = "message";
  private static final String END = "end";

  private final BufferedReader events;

  LiveLog(InputStream stream) {
    this.events = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }

  /// Gives every line to `lines` as it arrives, until the deployment has come to its end.
  ///
  /// @return false if the stream broke off before that
  public boolean each(Consumer<String> lines) {
    return read(line -> {
      lines.accept(line);
      return false;
    });
  }

  /// Reads up to the first line that `wanted` holds for, or to the end.
  public void until(Predicate<String> wanted) {
    read(wanted);
  }

  private boolean read(Predicate<String> last) {
    try {
      var event = MESSAGE;
      String line;
      while ((line = events.readLine()) != null && !event.equals(END)) {
        if (line.isEmpty()) {
          event = MESSAGE;
        } else if (line.startsWith(EVENT)) {
          event = value(line, EVENT);
        } else if (line.startsWith(DATA) && event.equals(MESSAGE) && last.test(value(line, DATA))) {
          return true;
        }
      }
      return event.equals(END);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      events.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String value(String line, String field) {
    var value = line.substring(field.length());
    return value.startsWith(" ") ? value.substring(1) : value;
  }
}
