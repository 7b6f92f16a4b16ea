package dev.slipway.core.deployment;

/// A commit as people know it.
///
/// @param message the first line of the commit's message, at most 200 characters; may be empty
/// @param author the name of who wrote it, at most 100 characters; may be empty
public record Commit(CommitSha sha, String message, String author) {

  private static final int MESSAGE_LENGTH = 200;
  private static final int AUTHOR_LENGTH = 100;

  public Commit {
    message = shortened(message.lines().findFirst().orElse(""), MESSAGE_LENGTH);
    author = shortened(author.lines().findFirst().orElse(""), AUTHOR_LENGTH);
  }

  private static String shortened(String text, int length) {
    var clean = text.replaceAll("\\p{Cntrl}", "").strip();
    return clean.codePointCount(0, clean.length()) <= length
        ? clean
        : clean.substring(0, clean.offsetByCodePoints(0, length - 1)) + "…";
  }
}
