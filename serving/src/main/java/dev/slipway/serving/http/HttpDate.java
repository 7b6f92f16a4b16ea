package dev.slipway.serving.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Points in time as HTTP spells them, to the second (RFC 9110, section 5.6.7).
public final class HttpDate {

  private static final int PIVOT_YEAR = 1970;

  private static final DateTimeFormatter FIXED =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter RFC_850 =
      new DateTimeFormatterBuilder()
          .appendPattern("EEEE, dd-MMM-")
          .appendValueReduced(ChronoField.YEAR, 2, 2, PIVOT_YEAR)
          .appendPattern(" HH:mm:ss 'GMT'")
          .toFormatter(Locale.US);
  private static final DateTimeFormatter ASCTIME =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.US);
  private static final List<DateTimeFormatter> KNOWN = List.of(FIXED, RFC_850, ASCTIME);

  private HttpDate() {}

  /// Returns how `instant` is written.
  public static String text(Instant instant) {
    return FIXED.format(instant);
  }

  /// Returns what `text` says in one of the three forms that a recipient must understand, or empty
  /// if it is none.
  public static Optional<Instant> parse(String text) {
    return KNOWN.stream().flatMap(format -> parse(text, format).stream()).findFirst();
  }

  private static Optional<Instant> parse(String text, DateTimeFormatter format) {
    try {
      return Optional.of(LocalDateTime.parse(text.strip(), format).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
