package dev.slipway.runner.job;

import dev.slipway.core.project.ProjectLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// How much builds get of a platform: what a project asks for or else the usual, and never more
/// than the ceiling.
///
/// @param ceiling also for the usual, as on a machine with fewer processors than that
public record Allowances(Allowance usual, Allowance ceiling) {

  private static final long KIB = 1L << 10;
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;

  /// What a project gets.
  ///
  /// @param notes what it asked for and does not get, a line each, for people
  record Granted(Allowance allowance, List<String> notes) {}

  /// Returns what a project gets that asks for `asked`.
  Granted grant(ProjectLimits asked) {
    var notes = new ArrayList<String>();
    var memory = new Ask<>("memory", asked.memoryBytes(), Allowances::size, notes);
    var cpus = new Ask<>("CPUs", asked.cpus().map(Integer::doubleValue), Allowances::count, notes);
    var processes = new Ask<>("processes", asked.processes(), String::valueOf, notes);
    var disk = new Ask<>("disk", asked.diskBytes(), Allowances::size, notes);
    var time = new Ask<>("time", asked.time(), Allowances::time, notes);
    var log = new Ask<>("log", asked.logBytes(), Allowances::size, notes);
    var normal = usual.limits();
    var most = ceiling.limits();
    var limits =
        normal
            .withMemoryBytes(memory.grant(normal.memoryBytes(), most.memoryBytes()))
            .withCpus(cpus.grant(normal.cpus(), most.cpus()))
            .withProcesses(processes.grant(normal.processes(), most.processes()))
            .withDiskBytes(disk.grant(normal.diskBytes(), most.diskBytes()))
            .withTime(time.grant(normal.time(), most.time()));
    var allowance = new Allowance(limits, log.grant(usual.logBytes(), ceiling.logBytes()));
    return new Granted(allowance, List.copyOf(notes));
  }

  /// What is asked of one limit.
  private record Ask<T extends Comparable<T>>(
      String name, Optional<T> value, Function<T, String> words, List<String> notes) {

    /// Returns what is granted, and notes it if that is less.
    T grant(T usual, T most) {
      var wanted = value.orElse(usual);
      if (wanted.compareTo(most) <= 0) {
        return wanted;
      }
      if (value.isPresent()) {
        notes.add(
            "%s: asked for %s, this platform allows at most %s"
                .formatted(name, words.apply(wanted), words.apply(most)));
      }
      return most;
    }
  }

  private static String size(long bytes) {
    if (bytes % GIB == 0) {
      return bytes / GIB + " GiB";
    }
    return bytes < MIB ? bytes / KIB + " KiB" : bytes / MIB + " MiB";
  }

  private static String count(double number) {
    return Long.toString(Math.round(number));
  }

  private static String time(Duration time) {
    return time.toSeconds() % 60 == 0 ? time.toMinutes() + " minutes" : time.toSeconds() + " s";
  }
}
