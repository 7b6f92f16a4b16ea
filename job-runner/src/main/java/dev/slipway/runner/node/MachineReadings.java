package dev.slipway.runner.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// What this machine's kernel says.
/* Of memory, only what the machine has is looked at, not what the cgroup of this process may use:
 * builds run in cgroups of the container engine's, and the one of a runner is small on purpose, for
 * a JVM that only moves files and words.
 */
final class MachineReadings implements Readings {

  private static final Pattern AVAILABLE =
      Pattern.compile("^MemAvailable:\\s+([0-9]{1,15}) kB$", Pattern.MULTILINE);

  private final Path meminfo;

  /// @param meminfo `/proc/meminfo`
  MachineReadings(Path meminfo) {
    this.meminfo = meminfo;
  }

  MachineReadings() {
    this(Path.of("/proc/meminfo"));
  }

  @Override
  public OptionalLong freeMemory() {
    try {
      var line = AVAILABLE.matcher(Files.readString(meminfo));
      return line.find()
          ? OptionalLong.of(Long.parseLong(line.group(1)) << 10)
          : OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty(); // no machine is refused because it can't be read
    }
  }

  @Override
  public OptionalLong freeDisk(Path folder) {
    var file = folder.toFile();
    return file.getTotalSpace() == 0
        ? OptionalLong.empty()
        : OptionalLong.of(file.getUsableSpace());
  }
}
