package dev.slipway.runner.detect;

import dev.slipway.runner.checkout.tree.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which package manager a project uses, and the lines by which it installs and builds.
record Installer(PackageManager manager, String install, String build, List<String> notes) {

  private static final Pattern WISH = Pattern.compile("(npm|pnpm|yarn|bun)@(\\d{1,4})(?:[.+-].*)?");
  private static final Pattern YARN_PATH = Pattern.compile("(?m)^yarnPath:");
  private static final int LARGEST_LOCK_FILE = 16 << 20;
  private static final int LARGEST_SETTINGS = 1 << 20;
  private static final int FIRST_BERRY = 2;

  /// If there are several lock files the manager that stands first here is taken: npm writes its
  /// own into projects of the others.
  private static final List<PackageManager> BY_PREFERENCE =
      List.of(PackageManager.BUN, PackageManager.PNPM, PackageManager.YARN, PackageManager.NPM);

  static Installer of(SourceTree tree, NodeManifest manifest) {
    var notes = new ArrayList<String>();
    var wish = manifest.packageManager().map(WISH::matcher).filter(Matcher::matches);
    if (wish.isEmpty()) {
      manifest
          .packageManager()
          .ifPresent(text ->
              notes.add(
                  "packageManager in package.json is \"%s\", which is not npm, pnpm, yarn or bun"
                          .formatted(Shown.of(text))
                      + " with a version; it is ignored."));
    }
    var manager = wish.map(Installer::wished).orElseGet(() -> byLockFile(tree));
    var lockFile = lockFile(tree, manager);
    notes.add(why(wish.isPresent(), manager, lockFile));
    others(tree, manager).ifPresent(notes::add);
    if (lockFile.isEmpty()) {
      notes.add(
          "There is no lock file of %s: the newest packages that package.json allows are installed."
              .formatted(manager.command()));
    }
    boolean berry = manager == PackageManager.YARN && isBerry(tree, wish, lockFile.isPresent());
    var command = berry && !bringsYarn(tree) ? "corepack yarn" : manager.command();
    return new Installer(
        manager,
        install(manager, lockFile.isPresent(), berry, command),
        command + " run build",
        notes);
  }

  private static String install(
      PackageManager manager, boolean locked, boolean berry, String command) {
    if (berry) {
      return command + (locked ? " install --immutable" : " install --no-immutable");
    }
    return locked ? manager.frozenInstall() : manager.plainInstall();
  }

  private static PackageManager wished(Matcher wish) {
    return switch (wish.group(1)) {
      case "pnpm" -> PackageManager.PNPM;
      case "yarn" -> PackageManager.YARN;
      case "bun" -> PackageManager.BUN;
      default -> PackageManager.NPM;
    };
  }

  private static PackageManager byLockFile(SourceTree tree) {
    return BY_PREFERENCE.stream()
        .filter(manager -> lockFile(tree, manager).isPresent())
        .findFirst()
        .orElse(PackageManager.NPM);
  }

  private static Optional<String> lockFile(SourceTree tree, PackageManager manager) {
    return manager.lockFiles().stream().filter(tree::isFile).findFirst();
  }

  private static String why(boolean wished, PackageManager manager, Optional<String> lockFile) {
    if (wished) {
      return "Package manager %s, from packageManager in package.json."
          .formatted(manager.command());
    }
    return lockFile
        .map(file -> "Package manager %s, from %s.".formatted(manager.command(), file))
        .orElse("Package manager npm, since nothing asks for another.");
  }

  private static Optional<String> others(SourceTree tree, PackageManager manager) {
    var others =
        BY_PREFERENCE.stream()
            .filter(other -> other != manager)
            .flatMap(other -> lockFile(tree, other).stream())
            .toList();
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of("Other lock files are not used: " + String.join(", ", others) + ".");
  }

  /// Tells whether it is a Yarn of version 2 or later, whose options are others.
  private static boolean isBerry(SourceTree tree, Optional<Matcher> wish, boolean locked) {
    if (wish.isPresent()) {
      return Integer.parseInt(wish.get().group(2)) >= FIRST_BERRY;
    }
    return tree.isFile(".yarnrc.yml")
        || (locked && text(tree, "yarn.lock", LARGEST_LOCK_FILE).contains("\n__metadata:"));
  }

  /// Tells whether the project has its Yarn in the repository; the builder's then starts that one.
  private static boolean bringsYarn(SourceTree tree) {
    return YARN_PATH.matcher(text(tree, ".yarnrc.yml", LARGEST_SETTINGS)).find();
  }

  private static String text(SourceTree tree, String file, int limit) {
    return tree.read(file, limit)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .orElse("");
  }
}
