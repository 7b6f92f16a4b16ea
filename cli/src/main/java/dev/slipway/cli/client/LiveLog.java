package dev.slipway.cli.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The log of a deployment while it is written, as server-sent events (WHATWG HTML, section 9.2).
/// To be read by one thread.
///
/// The other side sends something every few seconds even when there is no news. Where it falls
/// silent, the connection is dead, and counts as broken off.
public final class LiveLog implements AutoCloseable {

  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final String MESSAGE = "message";
  private static final String END = "end";

  private final InputStream stream;
  private final BufferedReader events;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile long lastHeard = System.nanoTime();
  private String position;

  /// @param position what it resumes behind; empty for the beginning
  /// @param silence how long nothing may come before it counts as broken off
  LiveLog(InputStream stream, String position, Duration silence) {
    this.stream = stream;
    this.events = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    this.position = position;
    Thread.ofVirtual().name("live-log-watch").start(() -> watch(silence));
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
  ///
  /// @return false if the stream broke off before that
  public boolean until(Predicate<String> wanted) {
    return read(wanted);
  }

  /// Returns where to go on after the last line that was read whole.
  public String position() {
    return position;
  }

  private boolean read(Predicate<String> last) {
    try {
      var event = new Event(MESSAGE, position, "");
      String line;
      while ((line = events.readLine()) != null) {
        lastHeard = System.nanoTime();
        if (!line.isEmpty()) {
          event = event.with(line);
          continue;
        }
        if (event.name().equals(END)) {
          return true;
        }
        position = event.id();
        if (event.isLine() && last.test(event.data().substring(1))) {
          return true;
        }
        event = new Event(MESSAGE, position, "");
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }

  /// Ends the stream when nothing has come for too long, which nothing else would.
  private void watch(Duration silence) {
    try {
      while (!closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        if (System.nanoTime() - lastHeard > silence.toNanos()) {
          stream.close();
          return;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      stream.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What has come of one event so far.
  ///
  /// @param data its lines, each with a line break before it; empty if it has none
  private record Event(String name, String id, String data) {

    boolean isLine() {
      return name.equals(MESSAGE) && !data.isEmpty();
    }

    Event with(String line) {
      int colon = line.indexOf(':');
      var field = colon < 0 ? line : line.substring(0, colon);
      var value = colon < 0 ? "" : line.substring(colon + 1);
      var text = value.startsWith(" ") ? value.substring(1) : value;
      return switch (field) {
        case "event" -> new Event(text, id, data);
        case "id" -> new Event(name, text, data);
        case "data" -> new Event(name, id, data + "\n" + text);
        default -> this;
      };
    }
  }
}
