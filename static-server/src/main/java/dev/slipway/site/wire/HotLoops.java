package dev.slipway.site.wire;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// As many loops as there are processors. Thread-safe.
final class HotLoops implements AutoCloseable {

  private final List<HotLoop> loops;
  private final AtomicInteger next = new AtomicInteger();

  /// Starts them.
  HotLoops() {
    int count = Runtime.getRuntime().availableProcessors();
    this.loops = IntStream.range(0, count).mapToObj(i -> new HotLoop("site-loop-" + i)).toList();
  }

  /// Returns the one for a new connection.
  HotLoop next() {
    return loops.get(Math.floorMod(next.getAndIncrement(), loops.size()));
  }

  @Override
  public void close() {
    loops.forEach(HotLoop::close);
  }
}
