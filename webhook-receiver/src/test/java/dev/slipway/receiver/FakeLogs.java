package dev.slipway.receiver;

import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.log.LogChunk;
import dev.slipway.core.log.LogStore;
import dev.slipway.core.log.LogWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Logs in memory.
public final class FakeLogs implements LogStore {

  private final Map<DeploymentId, byte[]> logs = new ConcurrentHashMap<>();
  private final AtomicInteger reads = new AtomicInteger();

  void write(DeploymentId deployment, String text) {
    write(deployment, text.getBytes(StandardCharsets.UTF_8));
  }

  void write(DeploymentId deployment, byte[] bytes) {
    logs.merge(deployment, bytes, FakeLogs::joined);
  }

  int reads() {
    return reads.get();
  }

  @Override
  public LogWriter append(DeploymentId deployment) {
    throw new UnsupportedOperationException("the receiver does not write logs");
  }

  @Override
  public LogChunk read(DeploymentId deployment, long offset, int limit) {
    reads.incrementAndGet();
    var log = logs.getOrDefault(deployment, new byte[0]);
    int from = (int) Math.min(offset, log.length);
    int to = Math.min(log.length, from + limit);
    return new LogChunk(offset, Arrays.copyOfRange(log, from, to));
  }

  private static byte[] joined(byte[] first, byte[] second) {
    var all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
