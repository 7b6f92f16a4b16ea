package dev.slipway.runner.checkout.tree;

import dev.slipway.core.deployment.DeploymentFailure;

/// What is said to the user about a tree that is refused.
final class TreeRefusals {

  private static final int SHOWN = 200;

  private TreeRefusals() {}

  static DeploymentFailure unsafePath(String path, String why) {
    return new DeploymentFailure(
        "unsafe-path",
        "The repository has the path \"%s\", which %s.".formatted(shown(path), why),
        "Rename or remove it, and push again.");
  }

  static DeploymentFailure unsafeLink(String path, String target, String why) {
    return new DeploymentFailure(
        "unsafe-link",
        "The symbolic link \"%s\" points at \"%s\", which %s."
            .formatted(shown(path), shown(target), why),
        "Links must be relative and stay in the repository. Replace it by a copy of what it points"
            + " at, and push again.");
  }

  static DeploymentFailure tooManyFiles(int limit) {
    return new DeploymentFailure(
        "too-many-files",
        "The commit has more than %,d files or folders.".formatted(limit),
        "Keep what can be installed or generated, such as node_modules, out of the repository.");
  }

  static DeploymentFailure tooManyBytes(String path, long limit) {
    return new DeploymentFailure(
        "tree-too-large",
        "The commit's files have more than %,d MiB together; the limit was passed at \"%s\"."
            .formatted(limit >> 20, shown(path)),
        "Move large files out of the repository, for example to Git LFS or a download during the"
            + " build.");
  }

  static DeploymentFailure fileTooLarge(String path, int limit) {
    return new DeploymentFailure(
        "file-too-large",
        "The file \"%s\" has more than %,d KiB.".formatted(shown(path), limit >> 10),
        "Such a file is read only up to that size; make it smaller.");
  }

  static DeploymentFailure damaged(String what) {
    return new DeploymentFailure(
        "repository-damaged",
        "The repository is damaged: %s.".formatted(what),
        "Run `git fsck` on a clone of it to see what is wrong.");
  }

  /// Returns `text` so that it is safe to print: shortened, and what can't be seen is escaped.
  static String shown(String text) {
    var safe = new StringBuilder();
    text.codePoints()
        .limit(SHOWN)
        .forEach(code -> {
          switch (Character.getType(code)) {
            case Character.CONTROL,
                Character.FORMAT,
                Character.SURROGATE,
                Character.LINE_SEPARATOR,
                Character.PARAGRAPH_SEPARATOR ->
                safe.append("\\u%04x".formatted(code));
            default -> safe.appendCodePoint(code);
          }
        });
    return text.codePointCount(0, text.length()) > SHOWN ? safe + "…" : safe.toString();
  }
}
