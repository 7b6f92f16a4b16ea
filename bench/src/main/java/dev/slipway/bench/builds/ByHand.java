package dev.slipway.bench.builds;

import dev.slipway.runner.build.BuildLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The commands of a build, run by hand in the builder image with the limits that a build of
/// Slipway's has: what is left when everything that a platform does besides is left out.
///
/// Its cache is a volume of its own, which is removed when this is closed.
public final class ByHand implements AutoCloseable {

  private static final String IMAGE = "slipway/builder-node:24";
  private static final String LABEL = "dev.slipway.bench=by-hand";
  private static final String DONE = "by hand: done";
  private static final BuildLimits LIMITS = BuildLimits.USUAL;
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "CI", "true",
          "NODE_ENV", "production",
          "HOME", "/tmp/home",
          "npm_config_cache", "/cache/npm",
          "npm_config_update_notifier", "false",
          "npm_config_fund", "false",
          "npm_config_audit", "false",
          "XDG_CACHE_HOME", "/cache/xdg");

  private final String cache;

  /// @param cache the name of its cache, which no other has
  public ByHand(String cache) {
    this.cache = cache;
  }

  /// Runs `commands`, the install first, then the build, on the files of `folder`, in a workspace
  /// of their own. Returns how many milliseconds that took, from the `docker run` to the end of the
  /// last command.
  public long run(Path folder, List<String> commands) throws IOException, InterruptedException {
    var output = new ArrayList<String>();
    var tar = Files.createTempFile("by-hand", ".tar");
    try {
      command(List.of("tar", "-cf", tar.toString(), "-C", folder.toString(), "."));
      long start = System.nanoTime();
      var process =
          new ProcessBuilder(argv(script(commands)))
              .redirectInput(tar.toFile())
              .redirectErrorStream(true)
              .start();
      long end = start;
      try (var lines = process.inputReader()) {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
          output.add(line);
          end = line.equals(DONE) ? System.nanoTime() : end;
        }
      }
      require(process, output, end > start);
      return TimeUnit.NANOSECONDS.toMillis(end - start);
    } finally {
      Files.delete(tar);
    }
  }

  private static String script(List<String> commands) {
    return "mkdir -p /tmp/home && tar -x && (unset NODE_ENV; %s) && %s && echo '%s'"
        .formatted(
            commands.getFirst(), String.join(" && ", commands.subList(1, commands.size())), DONE);
  }

  private List<String> argv(String script) {
    var argv = new ArrayList<>(List.of("docker", "run", "--rm", "--interactive", "--init"));
    argv.addAll(List.of("--label", LABEL, "--read-only", "--cap-drop", "ALL"));
    argv.addAll(List.of("--security-opt", "no-new-privileges", "--user", "1000:1000"));
    var memory = "" + LIMITS.memoryBytes();
    argv.addAll(List.of("--memory", memory, "--memory-swap", memory, "--cpus", "" + LIMITS.cpus()));
    argv.addAll(List.of("--pids-limit", "" + LIMITS.processes(), "--ulimit", "nofile=16384:16384"));
    argv.addAll(
        List.of("--tmpfs", "/tmp:rw,exec,nosuid,nodev,mode=1777,size=" + LIMITS.tmpBytes()));
    argv.addAll(List.of("--volume", "/workspace", "--volume", cache + ":/cache"));
    ENVIRONMENT.forEach((name, value) -> argv.addAll(List.of("--env", name + "=" + value)));
    argv.addAll(List.of("--workdir", "/workspace", IMAGE, "sh", "-c", script));
    return argv;
  }

  @Override
  public void close() {
    try {
      command(List.of("docker", "volume", "rm", "--force", cache));
    } catch (IOException e) {
      throw new IllegalStateException("Can't remove the volume " + cache, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void command(List<String> argv) throws IOException, InterruptedException {
    var process = new ProcessBuilder(argv).redirectErrorStream(true).start();
    try (var lines = process.inputReader()) {
      require(process, lines.lines().toList(), true);
    }
  }

  private static void require(Process process, List<String> output, boolean done)
      throws InterruptedException {
    var ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (!ended || process.exitValue() != 0 || !done) {
      process.destroyForcibly();
      throw new IllegalStateException("by hand it failed: " + String.join("\n", output));
    }
  }
}
