package dev.slipway.runner;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the program is asked to do.
enum Command {
  /// To take one job, do it and end.
  JOB,
  /// To remove what dead runners have left.
  REAP,
  /// To look after jobs and leftovers, as is done every few seconds.
  SWEEP,
  /// To look after what one runner has left that did not end well.
  AFTER,
  /// To ring for the jobs that this node gets word of.
  BELL;

  /// Returns the command that `arguments` spell: none is [#JOB].
  static Optional<Command> parse(List<String> arguments) {
    if (arguments.isEmpty()) {
      return Optional.of(JOB);
    }
    return Arrays.stream(values())
        .filter(command -> command != JOB && arguments.equals(List.of(command.word())))
        .findFirst();
  }

  /// Returns all arguments that there are, for people.
  static String words() {
    return Arrays.stream(values())
        .filter(command -> command != JOB)
        .map(Command::word)
        .collect(Collectors.joining(", "));
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
