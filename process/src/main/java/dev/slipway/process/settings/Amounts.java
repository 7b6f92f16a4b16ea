package dev.slipway.process.settings;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Sizes and times as people write them in settings, such as `512m` and `15m`.
public final class Amounts {

  /// Says how a size is written, for a message to who wrote something else.
  public static final String SIZES = "a size such as 512m or 2g";

  /// Says how a time is written, for a message to who wrote something else.
  public static final String TIMES = "a time such as 90s, 15m or 30d";

  private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,9})([kmgt])");
  private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,6})(ms|s|m|h|d)");
  private static final Map<String, Integer> SHIFTS = Map.of("k", 10, "m", 20, "g", 30, "t", 40);
  private static final List<String> LARGEST_FIRST = List.of("t", "g", "m", "k");
  private static final int MINUTE = 60;
  private static final int HOUR = 60 * MINUTE;
  private static final int DAY = 24 * HOUR;

  private Amounts() {}

  /// Returns the bytes that `text` spells, a number with k, m, g or t, or empty if it spells none.
  public static Optional<Long> size(String text) {
    var match = SIZE.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(match.group(1));
    int shift = SHIFTS.getOrDefault(match.group(2), 0);
    return number <= Long.MAX_VALUE >> shift ? Optional.of(number << shift) : Optional.empty();
  }

  /// Returns the time that `text` spells, a number with ms, s, m, h or d, or empty if it spells
  /// none.
  public static Optional<Duration> time(String text) {
    var match = TIME.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(match.group(1));
    return Optional.of(
        switch (match.group(2)) {
          case "ms" -> Duration.ofMillis(number);
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofDays(number);
        });
  }

  /// Returns how `bytes` is written: in the largest unit that it is a whole number of, or else in
  /// k, rounded up.
  public static String written(long bytes) {
    for (var unit : LARGEST_FIRST) {
      int shift = SHIFTS.getOrDefault(unit, 0);
      if (bytes >= 1L << shift && bytes % (1L << shift) == 0) {
        return (bytes >> shift) + unit;
      }
    }
    return (bytes / 1024 + 1) + "k";
  }

  /// Returns how `time` is written: in the largest unit that it is a whole number of. A single day
  /// is 24h, as people say it.
  public static String written(Duration time) {
    if (time.toMillisPart() != 0) {
      return time.toMillis() + "ms";
    }
    long seconds = time.toSeconds();
    if (seconds > DAY && seconds % DAY == 0) {
      return seconds / DAY + "d";
    }
    if (seconds % HOUR == 0) {
      return seconds / HOUR + "h";
    }
    return seconds % MINUTE == 0 ? seconds / MINUTE + "m" : seconds + "s";
  }
}
