package dev.slipway.runner.build;

import dev.slipway.core.deployment.DeploymentFailure;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds the words for how a build ended badly.
final class Verdict {

  private static final int COMMAND_NOT_EXECUTABLE = 126;
  private static final int COMMAND_NOT_FOUND = 127;
  private static final int ABORTED = 134;
  private static final int KILLED = 137;
  private static final int FILE_TOO_LARGE = 153;
  private static final int QUOTED_LINES = 3;
  private static final int LONGEST_QUOTE = 300;
  private static final long KIB = 1 << 10;
  private static final long MIB = 1 << 20;
  private static final String OWN = "==> ";
  private static final Pattern OWN_LINE = Pattern.compile(OWN + ".*");
  private static final Pattern CHATTER =
      Pattern.compile(
          "(npm (error|ERR!|notice|warn)|==> |> |at |error Command failed|\\^+$|Node\\.js v).*");

  private final BuildRequest request;
  private final List<String> tail;

  /// @param tail the last lines of the log
  Verdict(BuildRequest request, List<String> tail) {
    this.request = request;
    this.tail = tail;
  }

  DeploymentFailure timeLimit() {
    return new DeploymentFailure(
        "time-limit",
        "The build was stopped because it was not done after " + words(time()) + ".",
        "If it waits for something, such as an answer to a question or a server that never ends, make"
            + " it not wait; if it needs longer, raise the project's time limit.");
  }

  DeploymentFailure logLimit(long limit) {
    return new DeploymentFailure(
        "log-limit",
        "The build was stopped because it wrote more than " + size(limit) + " of log.",
        "Make it say less, or find what it repeats without end at the end of the log.");
  }

  DeploymentFailure diskLimit(String what) {
    return new DeploymentFailure(
        "disk-limit",
        what,
        "Find what the build writes; leave large files that are not served out of the repository.");
  }

  DeploymentFailure nodeFull(String what) {
    return new DeploymentFailure(
        "node-disk-full",
        what,
        "Who runs the machine has to make room there: docker system df shows what takes it, slipway"
            + " clean and slipway cache clear free some. Then deploy again. If it is this build that"
            + " fills the disk, make it write less.");
  }

  DeploymentFailure cacheLimit(String what) {
    return new DeploymentFailure(
        "cache-limit",
        what,
        "The cache is emptied, so the next build begins without: deploy again. If that ends in the"
            + " same way, find what the build keeps in its cache, or raise the project's disk limit.");
  }

  /// Returns the failure of a build whose main program ended with `status`, not 0.
  DeploymentFailure failed(int status, Report report) {
    if (report.end().isEmpty()) {
      return unreported(status, report);
    }
    var end = report.end().get();
    if (end.memoryKills() > 0) {
      return outOfMemory("The build ran out of memory: it may use " + memory() + ".");
    }
    if (end.refusedProcesses() > 0) {
      return processLimit();
    }
    if (report.full().contains(Report.WORKSPACE)) {
      return diskLimit(full("its workspace"));
    }
    if (report.full().contains(Report.CACHE)) {
      return cacheLimit(full("its cache"));
    }
    if (status == FILE_TOO_LARGE) {
      return diskLimit(
          "The build was stopped because it made a file larger than "
              + size(request.limits().diskBytes())
              + ".");
    }
    return end.step() == 0 ? noFolder() : commandFailed(status, end.step(), report.fallbacks());
  }

  private String full(String folder) {
    return "The build failed when there was no room left for %s, which may hold %s."
        .formatted(folder, size(request.limits().diskBytes()));
  }

  private DeploymentFailure noFolder() {
    return new DeploymentFailure(
        "no-folder",
        "The folder " + request.folder() + " is not in the repository.",
        "Set the project's folder to one that is.");
  }

  private DeploymentFailure unreported(int status, Report report) {
    if (status == KILLED) {
      return outOfMemory(
          "The whole build was killed, as the kernel does when it uses more memory than the "
              + memory()
              + " that it may.");
    }
    return commandFailed(status, request.steps().size(), report.fallbacks());
  }

  private DeploymentFailure outOfMemory(String what) {
    return new DeploymentFailure(
        "out-of-memory",
        what,
        "Make it need less, for example with fewer parallel workers or without source maps, or raise"
            + " the project's memory limit.");
  }

  private DeploymentFailure processLimit() {
    return new DeploymentFailure(
        "pids-limit",
        "The build failed after it wanted more than the "
            + request.limits().processes()
            + " processes and threads that it may have at once.",
        "Make it use fewer workers, and find what it starts without end, if it does.");
  }

  private DeploymentFailure commandFailed(int status, int number, List<Integer> fallbacks) {
    int index = Math.clamp(number - 1L, 0, request.steps().size() - 1);
    var step = request.steps().get(index);
    var command =
        step.fallback()
            .filter(other -> fallbacks.contains(index + 1))
            .map(BuildStep.Fallback::command)
            .orElse(step.command());
    var what = "`" + command + "` ended with exit code " + status + "." + quote(command);
    return switch (step.phase()) {
      case INSTALL -> new DeploymentFailure("install-failed", what, installAdvice(status));
      case BUILD -> new DeploymentFailure("build-failed", what, buildAdvice(status));
    };
  }

  private static String installAdvice(int status) {
    return switch (status) {
      case COMMAND_NOT_FOUND, COMMAND_NOT_EXECUTABLE -> missingCommand();
      default ->
          "The dependencies could not be installed. The log says which; see whether the lock file is"
              + " committed and fits what the project asks for.";
    };
  }

  private static String buildAdvice(int status) {
    return switch (status) {
      case COMMAND_NOT_FOUND, COMMAND_NOT_EXECUTABLE -> missingCommand();
      case ABORTED ->
          "The program aborted itself, as Node.js does when its own heap is full. The log says why; a"
              + " larger heap is had by NODE_OPTIONS=--max-old-space-size=1536.";
      default -> "The log says why. See whether the same command works on a fresh clone.";
    };
  }

  private static String missingCommand() {
    return "A command was not found or can't be run. Add the package that brings it to the"
        + " dependencies, or correct its name.";
  }

  /// Returns the last words of the failed command that say something, as a sentence.
  private String quote(String command) {
    var lines = words(command);
    if (lines.isEmpty()) {
      return "";
    }
    var last =
        String.join(" / ", lines.subList(Math.max(0, lines.size() - QUOTED_LINES), lines.size()));
    var shown = last.length() <= LONGEST_QUOTE ? last : last.substring(0, LONGEST_QUOTE) + "…";
    return " It last said: “" + shown + "”.";
  }

  /// The two streams are not in step, so what a short command says on standard error may stand
  /// before the line that begins it on standard output.
  private List<String> words(String command) {
    var after = tail.subList(tail.lastIndexOf(OWN + command) + 1, tail.size());
    return Stream.of(telling(after, CHATTER), telling(after, OWN_LINE), telling(tail, CHATTER))
        .filter(lines -> !lines.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  private static List<String> telling(List<String> lines, Pattern silent) {
    return lines.stream().filter(line -> !silent.matcher(line).matches()).toList();
  }

  private Duration time() {
    return request.limits().time();
  }

  private String memory() {
    return size(request.limits().memoryBytes());
  }

  private static String size(long bytes) {
    return bytes < MIB ? bytes / KIB + " KiB" : bytes / MIB + " MiB";
  }

  private static String words(Duration duration) {
    return duration.toSeconds() % 60 == 0
        ? duration.toMinutes() + " minutes"
        : duration.toSeconds() + " seconds";
  }
}
