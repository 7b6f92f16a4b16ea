package dev.slipway.receiver.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.Locale;
import java.util.regex.Pattern;

/// What is wrong with a text that is not JSON, in words for who wrote it.
public final class JsonFault {

  /// What the parser adds for those who configure it.
  private static final Pattern INSIDE =
      Pattern.compile(
          "(?s) \\(start marker at .*|: maybe a \\(non-standard\\) comment.*|, from `[^`]*`"
              + "| within/between .*| in VALUE_STRING");

  private JsonFault() {}

  /// Returns where `e` found something, and what, about `subject`, such as `body`.
  public static String words(String subject, JsonProcessingException e) {
    var location = e.getLocation();
    var place =
        location == null || location.getLineNr() < 1
            ? "The " + subject
            : "Line %d, column %d of the %s"
                .formatted(location.getLineNr(), location.getColumnNr(), subject);
    return place + " can't be read as JSON: " + what(e) + ".";
  }

  private static String what(JsonProcessingException e) {
    if (e instanceof MismatchedInputException) {
      return "more follows after its end"; // the one thing that is not found by the parser itself
    }
    var said = INSIDE.matcher(e.getOriginalMessage()).replaceAll("");
    return said.startsWith("Unexpected end-of-input")
        ? "it ends too early"
        : said.substring(0, 1).toLowerCase(Locale.ROOT) + said.substring(1);
  }
}
