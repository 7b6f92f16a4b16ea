package dev.slipway.cli.embedded;

import dev.slipway.core.job.RunnerName;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Starts small programs of the machine instead of runners: `cat` lives until its input ends, as a
/// runner does; `false` dies at once; `sleep` hears nothing.
final class FakeLauncher implements RunnerLauncher {

  private final FakeJobs jobs;
  private final List<String> runner;
  private final List<RunnerName> launched = new CopyOnWriteArrayList<>();
  private final AtomicInteger reaped = new AtomicInteger();
  private volatile List<String> reaper = List.of("true");

  FakeLauncher(FakeJobs jobs, String... runner) {
    this.jobs = jobs;
    this.runner = List.of(runner);
  }

  FakeLauncher reapingBy(String... command) {
    reaper = List.of(command);
    return this;
  }

  @Override
  public ProcessBuilder takeOneJob(RunnerName name) {
    jobs.claim(name);
    launched.add(name);
    if (runner.equals(List.of("true"))) {
      jobs.end(name);
    }
    return new ProcessBuilder(runner);
  }

  @Override
  public ProcessBuilder reap() {
    reaped.incrementAndGet();
    return new ProcessBuilder(reaper);
  }

  List<RunnerName> launched() {
    return launched;
  }

  int reaped() {
    return reaped.get();
  }
}
