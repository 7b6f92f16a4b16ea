package dev.slipway.receiver.guard;

import dev.slipway.receiver.problem.Problem;
import java.time.Duration;
import java.util.regex.Pattern;

/// How long a share link holds, as people write it.
public final class Lifetime {

  /// How long one holds if nobody says.
  public static final Duration USUAL = Duration.ofDays(7);

  private static final Duration LEAST = Duration.ofMinutes(1);
  private static final Duration MOST = Duration.ofDays(90);
  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})([mhd])");

  private Lifetime() {}

  /// Returns what `text` means, which was given as `field`.
  public static Duration parse(String field, String text) {
    var parts = FORM.matcher(text);
    if (parts.matches()) {
      long number = Long.parseLong(parts.group(1));
      var lifetime =
          switch (parts.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
          };
      if (lifetime.compareTo(LEAST) >= 0 && lifetime.compareTo(MOST) <= 0) {
        return lifetime;
      }
    }
    throw Problem.notAllowed(field, "Must be a time such as 30m, 12h or 7d, from 1m to 90d.")
        .exception();
  }
}
