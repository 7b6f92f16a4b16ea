package dev.slipway.runner.build;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the script inside the container says how the build ended.
///
/// The build could write the same itself, so it counts only where a lie would hurt nobody but who
/// tells it.
///
/// @param incomplete whether the source did not arrive as a whole
/// @param foreign whether it has something that the build does not own
/// @param end how the commands ended; empty if the script was killed
/// @param fallbacks the numbers, from 1, of the commands instead of which their fallbacks were run
/// @param found folders with a page that were not in the source, as near to the root as any such
/// @param candidates the numbers, from 1, of the candidates that are folders with something in them
/// @param full which of [#WORKSPACE] and [#CACHE] had no room left when a command had failed
/// @param times how long each command took that went well, by its number, from 1
record Report(
    boolean incomplete,
    boolean foreign,
    Optional<End> end,
    List<Integer> fallbacks,
    List<String> found,
    List<Integer> candidates,
    Set<String> full,
    Map<Integer, Duration> times) {

  static final String WORKSPACE = "workspace";
  static final String CACHE = "cache";

  private static final Pattern END =
      Pattern.compile("end ([0-9]{1,4}) ([0-9]{1,3}) ([0-9]{1,9}) ([0-9]{1,9})");
  private static final Pattern TOOK = Pattern.compile("took ([0-9]{1,4}) ([0-9]{1,9})");
  private static final int MILLIS = 10; // the script counts hundredths of a second
  private static final Pattern OUTPUT = Pattern.compile("output ([0-9]{1,4})");
  private static final Pattern FALLBACK = Pattern.compile("fallback ([0-9]{1,4})");
  private static final Pattern FOUND = Pattern.compile("found ([^/\\p{Cc}][^\\p{Cc}]{0,500})");
  private static final int MOST_FOUND = 100;

  /// How the commands ended.
  ///
  /// @param step the number of the last one that was begun, from 1; 0 if none was
  /// @param memoryKills how many processes the kernel has killed because memory ran out
  /// @param refusedProcesses how often it refused to start one more
  record End(int step, int status, int memoryKills, int refusedProcesses) {}

  static Report of(List<String> notes) {
    var end = Optional.<End>empty();
    for (var note : notes) {
      var match = END.matcher(note);
      if (match.matches()) {
        end =
            Optional.of(
                new End(number(match, 1), number(match, 2), number(match, 3), number(match, 4)));
      }
    }
    return new Report(
        notes.contains("incomplete"),
        notes.contains("foreign"),
        end,
        numbers(notes, FALLBACK),
        found(notes),
        numbers(notes, OUTPUT),
        full(notes),
        times(notes));
  }

  private static Set<String> full(List<String> notes) {
    return Stream.of(WORKSPACE, CACHE)
        .filter(folder -> notes.contains("full " + folder))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static List<String> found(List<String> notes) {
    return notes.stream()
        .map(FOUND::matcher)
        .filter(Matcher::matches)
        .map(match -> match.group(1))
        .filter(path -> !List.of(path.split("/", -1)).contains(".."))
        .distinct()
        .limit(MOST_FOUND)
        .toList();
  }

  private static List<Integer> numbers(List<String> notes, Pattern pattern) {
    return notes.stream()
        .map(pattern::matcher)
        .filter(Matcher::matches)
        .map(match -> number(match, 1))
        .distinct()
        .toList();
  }

  private static Map<Integer, Duration> times(List<String> notes) {
    var times = new HashMap<Integer, Duration>();
    for (var note : notes) {
      var match = TOOK.matcher(note);
      if (match.matches()) {
        times.put(number(match, 1), Duration.ofMillis((long) number(match, 2) * MILLIS));
      }
    }
    return Map.copyOf(times);
  }

  private static int number(MatchResult match, int group) {
    return Integer.parseInt(match.group(group));
  }
}
