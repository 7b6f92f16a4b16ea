package dev.slipway.cli.embedded;

import dev.slipway.core.job.RunnerName;

/// Says how the processes are started that do the work of the platform.
interface RunnerLauncher {

  /// Returns a process that takes one job under the name `runner`.
  ProcessBuilder takeOneJob(RunnerName runner);

  /// Returns a process that removes what dead runners have left, and ends.
  ProcessBuilder reap();
}
