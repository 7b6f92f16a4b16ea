package dev.slipway.core.project;

import java.util.Optional;
import java.util.regex.Pattern;

/// The name of a Git branch without `refs/heads/`, as `git check-ref-format` allows it.
///
/// Stricter in one point: at most 244 characters, so that it fits every file system as a ref.
public record BranchName(String value) {

  private static final Pattern VALID =
      Pattern.compile(
          "(?s)(?!@$)(?!.*(?:\\.\\.|@\\{|//|/\\.|\\.lock(?:/|$)))[^\\x00-\\x20\\x7f~^:?*\\[\\\\./-]"
              + "[^\\x00-\\x20\\x7f~^:?*\\[\\\\]{0,243}(?<![/.])");

  public BranchName {
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException("not a branch name that Git allows: " + value);
    }
  }

  /// Returns the branch that `text` names, or empty if Git would not allow it.
  public static Optional<BranchName> parse(String text) {
    return VALID.matcher(text).matches() ? Optional.of(new BranchName(text)) : Optional.empty();
  }

  /// Returns the full name of the ref, `refs/heads/…`.
  public String ref() {
    return "refs/heads/" + value;
  }

  @Override
  public String toString() {
    return value;
  }
}
