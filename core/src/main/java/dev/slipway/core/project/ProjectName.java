package dev.slipway.core.project;

import java.util.Optional;
import java.util.regex.Pattern;

/// What people call a project, and the label of its production host: `{project}.example.com`.
///
/// Lower-case letters, digits and single hyphens between them, at most 40 characters, with a
/// letter. `--` is kept for `{branch}--{project}`. The letter keeps it from looking like a number;
/// names that the platform uses itself are refused.
public record ProjectName(String value) {

  private static final Pattern VALID =
      Pattern.compile("(?=.*[a-z])(?!.*--)[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?");
  private static final Pattern RESERVED =
      Pattern.compile(
          "www|api|hooks|admin|localhost|status|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /// Says which names are allowed, for a message to who wrote another.
  public static final String ALLOWED =
      "1 to 40 of a-z, 0-9 and single hyphens inside, with at least one letter, and not www, api,"
          + " hooks, admin, localhost, status or a UUID";

  public ProjectName {
    if (!valid(value)) {
      throw new IllegalArgumentException("project name must be " + ALLOWED + ": " + value);
    }
  }

  /// Returns the name that `text` spells, or empty if it spells none.
  public static Optional<ProjectName> parse(String text) {
    return valid(text) ? Optional.of(new ProjectName(text)) : Optional.empty();
  }

  private static boolean valid(String text) {
    return VALID.matcher(text).matches() && !RESERVED.matcher(text).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
