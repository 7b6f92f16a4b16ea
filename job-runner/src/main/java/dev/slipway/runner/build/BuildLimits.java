package dev.slipway.runner.build;

import java.time.Duration;

/// What a build may use. Past one of these it fails, with the limit's name.
///
/// @param memoryBytes memory of all its processes with `/tmp`; there is no swap beyond it
/// @param cpus how many processors' time it gets
/// @param processes how many processes and threads it may have at once
/// @param time how long its commands may take together
/// @param tmpBytes how large `/tmp` is, which lies in memory
/// @param diskBytes how much its workspace may hold, and how much its cache. Where the engine has
///   no quota for volumes it is measured; a single file can't pass it for a moment.
/// @param freeDiskBytes how much must stay free on the disk of the engine, whoever writes there
public record BuildLimits(
    long memoryBytes,
    double cpus,
    int processes,
    Duration time,
    long tmpBytes,
    long diskBytes,
    long freeDiskBytes) {

  private static final long GIB = 1L << 30;
  private static final long BYTES_PER_FILE = 8 << 10;

  /// What a build gets that says nothing else.
  public static final BuildLimits USUAL =
      new BuildLimits(2 * GIB, 2, 512, Duration.ofMinutes(15), GIB, 8 * GIB, GIB);

  /// How many bytes of log a build may write that says nothing else: 16 MiB.
  public static final long USUAL_LOG_BYTES = 16L << 20;

  /// Returns how many files and folders its workspace may have, and how many its cache: as many as
  /// would fill the disk with 8 KiB each. An empty file takes no room that could be measured, but
  /// the file system has only so many.
  long files() {
    return diskBytes / BYTES_PER_FILE;
  }

  /// Returns how many files must still fit on the disk of the engine.
  long freeFiles() {
    return freeDiskBytes / BYTES_PER_FILE;
  }

  public BuildLimits withMemoryBytes(long bytes) {
    return new BuildLimits(bytes, cpus, processes, time, tmpBytes, diskBytes, freeDiskBytes);
  }

  public BuildLimits withCpus(double count) {
    return new BuildLimits(memoryBytes, count, processes, time, tmpBytes, diskBytes, freeDiskBytes);
  }

  public BuildLimits withProcesses(int count) {
    return new BuildLimits(memoryBytes, cpus, count, time, tmpBytes, diskBytes, freeDiskBytes);
  }

  public BuildLimits withTime(Duration limit) {
    return new BuildLimits(memoryBytes, cpus, processes, limit, tmpBytes, diskBytes, freeDiskBytes);
  }

  public BuildLimits withDiskBytes(long bytes) {
    return new BuildLimits(memoryBytes, cpus, processes, time, tmpBytes, bytes, freeDiskBytes);
  }
}
