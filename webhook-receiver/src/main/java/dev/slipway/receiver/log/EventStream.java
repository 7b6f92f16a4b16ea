package dev.slipway.receiver.log;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Server-sent events on their way out (the `text/event-stream` of the HTML standard). Not
/// thread-safe.
final class EventStream implements AutoCloseable {

  static final String CONTENT_TYPE = "text/event-stream; charset=utf-8";

  private static final int RETRY_MILLIS = 1000;

  private final OutputStream out;

  private EventStream(OutputStream out) {
    this.out = out;
  }

  /// Begins the answer.
  static EventStream open(ServerResponse response) {
    response
        .header(HeaderNames.CONTENT_TYPE, CONTENT_TYPE)
        .header(HeaderNames.CACHE_CONTROL, "no-store")
        .header(HeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(HeaderNames.create("X-Accel-Buffering"), "no");
    var events = new EventStream(response.outputStream());
    events.write("retry: " + RETRY_MILLIS + "\n\n");
    events.flush();
    return events;
  }

  /// Sends `line`, to be resumed behind it.
  void line(Lines.Line line) {
    write("id: " + line.next() + "\ndata: " + line.text() + "\n\n");
  }

  /// Sends the event `name` with `data`, which has no line breaks.
  void event(String name, String data) {
    write("event: " + name + "\ndata: " + data + "\n\n");
  }

  /// Sends what the other side ignores, so that a dead connection is noticed.
  void heartbeat() {
    write(":\n\n");
  }

  /// Makes all that was sent go out now.
  void flush() {
    try {
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String text) {
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
