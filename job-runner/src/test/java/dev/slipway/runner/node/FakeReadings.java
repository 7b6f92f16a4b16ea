package dev.slipway.runner.node;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/// A machine that has as much free as a test says.
final class FakeReadings implements Readings {

  private OptionalLong memory = OptionalLong.of(Long.MAX_VALUE);
  private final Map<Path, Long> disks = new HashMap<>();

  FakeReadings memory(long bytes) {
    memory = OptionalLong.of(bytes);
    return this;
  }

  FakeReadings disk(Path folder, long bytes) {
    disks.put(folder, bytes);
    return this;
  }

  @Override
  public OptionalLong freeMemory() {
    return memory;
  }

  @Override
  public OptionalLong freeDisk(Path folder) {
    return disks.containsKey(folder) ? OptionalLong.of(disks.get(folder)) : OptionalLong.empty();
  }
}
