package dev.slipway.bench.serving;

import dev.slipway.bench.server.ProgramException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What wrk found in one round, as `load.lua` has it tell.
///
/// @param cpuMicros the processor time that wrk itself took
/// @param socketErrors connections that failed, broke or took too long
/// @param statusErrors answers of 400 and above
record LoadReport(
    long requests,
    long bytes,
    long micros,
    long p50Micros,
    long p99Micros,
    long cpuMicros,
    long socketErrors,
    long statusErrors) {

  private static final double MICROS_OF_SECOND = 1e6;
  private static final Pattern LINE =
      Pattern.compile(
          "^load: requests=(\\d+) bytes=(\\d+) micros=(\\d+) p50=(\\d+) p99=(\\d+) cpu=(\\d+)"
              + " socket=(\\d+) status=(\\d+)$",
          Pattern.MULTILINE);

  /// Returns the report in `output`, whatever else stands there.
  static LoadReport parse(String output) {
    var line = LINE.matcher(output);
    if (!line.find()) {
      throw new ProgramException("wrk did not tell what it found: " + output);
    }
    return new LoadReport(
        number(line, 1),
        number(line, 2),
        number(line, 3),
        number(line, 4),
        number(line, 5),
        number(line, 6),
        number(line, 7),
        number(line, 8));
  }

  private static long number(Matcher line, int group) {
    return Long.parseLong(line.group(group));
  }

  /// Returns how many requests were answered in a second.
  double rate() {
    return requests * MICROS_OF_SECOND / micros;
  }

  /// Returns how much of a core wrk took.
  double cpuShare() {
    return (double) cpuMicros / micros;
  }

  /// Returns how many bytes an answer had, its head included.
  double bytesOfAnswer() {
    return (double) bytes / requests;
  }
}
