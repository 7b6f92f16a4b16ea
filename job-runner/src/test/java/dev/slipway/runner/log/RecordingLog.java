package dev.slipway.runner.log;

import dev.slipway.core.log.LogWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A log in memory, for tests. Thread-safe.
public final class RecordingLog implements LogWriter {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int writes;
  private boolean closed;

  @Override
  public synchronized void write(byte[] buffer, int offset, int length) {
    bytes.write(buffer, offset, length);
    writes++;
  }

  @Override
  public synchronized void close() {
    closed = true;
  }

  public synchronized String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  public List<String> lines() {
    return text().lines().toList();
  }

  synchronized byte[] raw() {
    return bytes.toByteArray();
  }

  synchronized int writes() {
    return writes;
  }

  synchronized boolean isClosed() {
    return closed;
  }
}
