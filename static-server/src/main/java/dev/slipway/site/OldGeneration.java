package dev.slipway.site;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Has the garbage of connections that are gone collected before the heap has grown to its largest.
///
/// What a connection needs lives for a minute, so it is old when it becomes garbage; and the serial
/// collector looks at old objects only when there is no room left at all. Without this the process
/// would take all the memory that it may have, however little it needs.
final class OldGeneration implements AutoCloseable {

  /// The name that the serial collector gives it. Others need no telling.
  private static final String NAME = "Tenured Gen";

  /// How much garbage is worth a twentieth of a second in which nobody is answered.
  private static final long MOST = 24L << 20;

  private static final Duration PERIOD = Duration.ofSeconds(10);

  private final MemoryPoolMXBean pool;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("old-generation").factory());

  private OldGeneration(MemoryPoolMXBean pool) {
    this.pool = pool;
    var _ =
        looks.scheduleWithFixedDelay(
            this::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Looks after it from now on, if this process has one that needs it.
  static Optional<OldGeneration> lookAfter() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().equals(NAME))
        .findAny()
        .map(OldGeneration::new);
  }

  /// Tells whether there may be too much garbage if `used` bytes are used, and `lived` were when it
  /// was collected last.
  static boolean isDue(long used, long lived) {
    return used - lived > MOST;
  }

  private void look() {
    if (isDue(pool.getUsage().getUsed(), pool.getCollectionUsage().getUsed())) {
      System.gc();
    }
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
