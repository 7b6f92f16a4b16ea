package dev.slipway.runner.detect.install;

import dev.slipway.runner.detect.install.Install.Fallback;
import java.util.Optional;

/// The lines that a package manager, of one of its lines of versions, understands.
///
/// @param start how its command is started, such as `pnpm` or `corepack yarn@4`
/// @param frozen the arguments that install exactly what the lock file says
/// @param plain those that install what `package.json` allows. Some freeze where `CI` is set.
/// @param check those by which only a lock file that does not fit fails: the package manager itself
///   looks at it again, and does less
/// @param execute what stands before the name of a program of a package
/// @param prune the arguments that take the packages for development away; empty if none do
record Dialect(
    String start, String frozen, String plain, String check, String execute, String prune) {

  /// What pnpm notes of times and places, which nobody needs where nothing is installed any more.
  private static final String PNPM_NOTES =
      "node_modules/.modules.yaml node_modules/.pnpm-workspace-state.json node_modules/.pnpm-workspace-state-v1.json";

  private static final String FROZEN = "install --frozen-lockfile";
  private static final String NOTHING_LOCKED = "install --no-frozen-lockfile";

  static Dialect npm() {
    return new Dialect(
        "npm",
        "ci",
        "install",
        "ci --dry-run --ignore-scripts",
        "exec --no --",
        "prune --omit=dev");
  }

  static Dialect pnpm(String start) {
    return new Dialect(
        start,
        FROZEN,
        NOTHING_LOCKED,
        FROZEN + " --lockfile-only",
        "exec",
        "prune --prod && rm -f " + PNPM_NOTES);
  }

  static Dialect classicYarn() {
    return new Dialect(
        "yarn",
        FROZEN,
        "install",
        FROZEN + " --ignore-scripts",
        "run",
        "install --production --frozen-lockfile --ignore-scripts --prefer-offline");
  }

  static Dialect yarn(String start) {
    return new Dialect(
        start,
        "install --immutable",
        "install --no-immutable",
        "install --immutable --mode=skip-build",
        "run",
        "");
  }

  static Dialect bun() {
    return new Dialect("bun", FROZEN, "install", FROZEN + " --dry-run", "run", "");
  }

  /// Returns the install of a project with the lock file `lockFile`, if it has one, in `folder`.
  Install install(String folder, Optional<String> lockFile) {
    return lockFile
        .map(file -> new Install(folder, line(frozen), Optional.of(fallback(file))))
        .orElseGet(() -> new Install(folder, line(plain), Optional.empty()));
  }

  private Fallback fallback(String lockFile) {
    var warning =
        "Warning: %s does not fit package.json, so `%s` can't install from it."
                .formatted(lockFile, line(frozen))
            + " `%s` is run instead, which may take other versions than were tried."
                .formatted(line(plain))
            + " Install on your machine and commit %s.".formatted(lockFile);
    return new Fallback(line(check), line(plain), warning);
  }

  /// Returns the line that runs the script called `script` of `package.json`.
  String run(String script) {
    return line("run " + script);
  }

  /// Returns the line that runs `program`, with its arguments, of an installed package.
  String execute(String program) {
    return line(execute + " " + program);
  }

  /// Returns the line that takes the packages for development away, if one does.
  Optional<String> pruning() {
    return prune.isEmpty() ? Optional.empty() : Optional.of(line(prune));
  }

  private String line(String arguments) {
    return start + " " + arguments;
  }
}
