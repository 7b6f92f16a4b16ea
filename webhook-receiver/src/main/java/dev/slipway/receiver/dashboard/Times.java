package dev.slipway.receiver.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// Times as people say them.
final class Times {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final int DAYS_THAT_ARE_COUNTED = 30;

  private Times() {}

  /// Returns how long before `now` `then` was.
  static String ago(Instant then, Instant now) {
    var age = Duration.between(then, now);
    if (age.toSeconds() < 10) {
      return "just now";
    }
    if (age.toMinutes() < 1) {
      return age.toSeconds() + " seconds ago";
    }
    if (age.toHours() < 1) {
      return counted(age.toMinutes(), "minute");
    }
    if (age.toDays() < 1) {
      return counted(age.toHours(), "hour");
    }
    return age.toDays() < DAYS_THAT_ARE_COUNTED ? counted(age.toDays(), "day") : DAY.format(then);
  }

  /// Returns how long it took from `start` to `end`.
  static String between(Instant start, Instant end) {
    long seconds = Math.max(0, ChronoUnit.SECONDS.between(start, end));
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3600
        ? seconds / 60 + " min " + seconds % 60 + " s"
        : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
  }

  /// Returns the exact time, for who wants to know.
  static String exact(Instant time) {
    return EXACT.format(time);
  }

  private static String counted(long count, String unit) {
    return count + " " + unit + (count == 1 ? "" : "s") + " ago";
  }
}
