package dev.slipway.runner;

import dev.slipway.process.settings.Settings;
import dev.slipway.runner.build.BuildLimits;
import dev.slipway.runner.job.Allowance;
import dev.slipway.runner.job.Allowances;

/// Reads what the settings say about how much builds get.
final class LimitSettings {

  private LimitSettings() {}

  /// @param processors how many the machine has
  static Allowances read(Settings settings, int processors) {
    var usual = read(settings, "SLIPWAY_BUILD_", Allowance.USUAL);
    var ceiling = read(settings, "SLIPWAY_CEILING_", usual.usualCeiling(processors));
    return new Allowances(usual, ceiling);
  }

  private static Allowance read(Settings settings, String prefix, Allowance standard) {
    BuildLimits limits = standard.limits();
    return new Allowance(
        limits
            .withMemoryBytes(settings.size(prefix + "MEMORY", limits.memoryBytes()))
            .withCpus(settings.number(prefix + "CPUS", (int) limits.cpus()))
            .withProcesses(settings.number(prefix + "PROCESSES", limits.processes()))
            .withTime(settings.time(prefix + "TIME", limits.time()))
            .withDiskBytes(settings.size(prefix + "DISK", limits.diskBytes())),
        settings.size(prefix + "LOG", standard.logBytes()));
  }
}
