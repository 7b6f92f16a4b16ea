package dev.slipway.core.deployment;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What makes a deployment an app instead of a site: it has a program that answers requests, which
/// `start` starts. Its artifact is no site then, but the tar of the program.
///
/// @param start a line as one types it in the app's folder
public record App(String start) {

  private static final int LONGEST = 1000;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");
  private static final Pattern WORDS =
      Pattern.compile("[A-Za-z0-9_@%+:,./-]+(?: +[A-Za-z0-9_@%+=:,./-]+)*");

  public App {
    if (!isLine(start)) {
      throw new IllegalArgumentException(
          "the line that starts an app must have 1 to %d characters, none of them a control: %s"
              .formatted(LONGEST, start));
    }
  }

  /// Returns the app that `line` starts; empty if no line can be like that.
  public static Optional<App> of(String line) {
    var start = line.strip();
    return isLine(start) ? Optional.of(new App(start)) : Optional.empty();
  }

  private static boolean isLine(String text) {
    return !text.isBlank() && text.length() <= LONGEST && !CONTROL.matcher(text).find();
  }

  /// Returns the arguments to run in the app's folder: its words, or those of a shell if it has
  /// more than words.
  public List<String> command() {
    return WORDS.matcher(start).matches()
        ? Arrays.asList(start.split(" +", -1))
        : List.of("sh", "-c", start);
  }
}
