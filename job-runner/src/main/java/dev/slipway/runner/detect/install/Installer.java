package dev.slipway.runner.detect.install;

import dev.slipway.runner.detect.file.ProjectFolder;
import dev.slipway.runner.detect.file.YamlText;
import dev.slipway.runner.detect.install.Asked.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which package manager a project uses, and the lines by which it installs and builds.
///
/// What the repository says is never a part of these lines, but for a number of a version.
public final class Installer {

  private static final Pattern YARN_PATH = Pattern.compile("(?m)^yarnPath:");
  private static final Pattern BERRY_LOCK =
      Pattern.compile("(?m)^__metadata:\\R {1,8}version: (\\d{1,4})");
  private static final Pattern MAJOR = Pattern.compile("(\\d{1,4})(?:\\..*)?");
  private static final int LARGEST_LOCK_FILE = 16 << 20;
  private static final int FIRST_BERRY = 2;
  private static final int LOCK_OF_YARN_3 = 5;
  private static final int LOCK_OF_YARN_4 = 8;
  private static final int LOCK_OF_PNPM_7 = 5;
  private static final int LOCK_OF_PNPM_8 = 6;

  /// If there are several lock files the manager that stands first here is taken: npm writes its
  /// own into projects of the others.
  private static final List<PackageManager> BY_PREFERENCE =
      List.of(PackageManager.BUN, PackageManager.PNPM, PackageManager.YARN, PackageManager.NPM);

  private final ProjectFolder folder;
  private final Optional<Wish> wish;
  private final PackageManager manager;
  private final Optional<String> lockFile;
  private final Dialect dialect;
  private final List<String> notes = new ArrayList<>();

  /// @param folder where the lock file is: that of the workspace, if the project is in one
  public Installer(ProjectFolder folder, Optional<Asked> asked) {
    this.folder = folder;
    this.wish = asked.flatMap(Asked::wish);
    if (wish.isEmpty()) {
      asked.map(Asked::ignored).ifPresent(notes::add);
    }
    this.manager = wish.map(Wish::manager).orElseGet(this::byLockFile);
    this.lockFile = lockFile(manager);
    notes.add(why(asked));
    otherLockFiles().ifPresent(notes::add);
    if (lockFile.isEmpty()) {
      notes.add(
          "There is no lock file of %s: the newest packages that package.json allows are installed."
              .formatted(manager.command()));
    }
    this.dialect = dialect(asked);
  }

  public PackageManager manager() {
    return manager;
  }

  /// Returns how it installs.
  public Install install() {
    return dialect.install(folder.path(), lockFile);
  }

  /// Returns the line that runs the script called `script` of `package.json`.
  public String run(String script) {
    return dialect.run(script);
  }

  /// Returns the line that runs `program`, with its arguments, of an installed package.
  public String execute(String program) {
    return dialect.execute(program);
  }

  /// Returns the line that takes the packages for development away, if it can do that.
  public Optional<String> pruning() {
    return dialect.pruning();
  }

  /// Returns what was decided and from which file, a sentence each.
  public List<String> notes() {
    return List.copyOf(notes);
  }

  private PackageManager byLockFile() {
    return BY_PREFERENCE.stream()
        .filter(other -> lockFile(other).isPresent())
        .findFirst()
        .orElse(PackageManager.NPM);
  }

  private Optional<String> lockFile(PackageManager any) {
    return folder.first(any.lockFiles());
  }

  private String why(Optional<Asked> asked) {
    if (wish.isPresent() && asked.isPresent()) {
      return "Package manager %s, from %s%s."
          .formatted(
              (manager.command() + " " + wish.get().version()).strip(),
              asked.get().from(),
              switches() || wish.get().version().isEmpty()
                  ? ""
                  : ", in the version that the builder has");
    }
    return lockFile
        .map(file -> "Package manager %s, from %s.".formatted(manager.command(), folder.at(file)))
        .orElse("Package manager npm, since nothing asks for another.");
  }

  /// Only pnpm, and Yarn from its version 2 on, are had in the version that is asked for.
  private boolean switches() {
    return manager == PackageManager.PNPM || (manager == PackageManager.YARN && major() != 1);
  }

  private int major() {
    return wish.map(Wish::major).orElse(0);
  }

  private Optional<String> otherLockFiles() {
    var others =
        BY_PREFERENCE.stream()
            .filter(other -> other != manager)
            .flatMap(other -> lockFile(other).stream())
            .toList();
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of("Other lock files are not used: " + String.join(", ", others) + ".");
  }

  private Dialect dialect(Optional<Asked> asked) {
    return switch (manager) {
      case NPM -> Dialect.npm();
      case BUN -> Dialect.bun();
      case PNPM -> Dialect.pnpm(pnpm(asked));
      case YARN -> yarn();
    };
  }

  /// A pnpm becomes the one that package.json asks for by itself.
  private String pnpm(Optional<Asked> asked) {
    if (major() == 0) {
      return pnpmOfLockFile();
    }
    boolean itself = asked.filter(Asked::manifest).isPresent();
    return itself ? "pnpm" : wish.map(known -> "npx --yes pnpm@" + known.version()).orElseThrow();
  }

  /// A pnpm refuses lock files that older ones wrote, so those get the one that wrote them.
  private String pnpmOfLockFile() {
    var version = YamlText.value(lockText(), "lockfileVersion").map(MAJOR::matcher);
    int lock = version.filter(Matcher::matches).map(found -> number(found, 1)).orElse(0);
    return switch (lock) {
      case LOCK_OF_PNPM_7 -> older(7, lock);
      case LOCK_OF_PNPM_8 -> older(8, lock);
      default -> "pnpm";
    };
  }

  private String older(int pnpm, int lock) {
    notes.add(
        "pnpm-lock.yaml has the version %d, which pnpm %d writes: that one is used."
            .formatted(lock, pnpm));
    return "npx --yes pnpm@" + pnpm;
  }

  private Dialect yarn() {
    if (major() == 0) {
      return yarnOfLockFile();
    }
    if (major() < FIRST_BERRY) {
      return Dialect.classicYarn();
    }
    var version = wish.map(Wish::version).orElseThrow();
    return Dialect.yarn(bringsYarn() ? "yarn" : "corepack yarn@" + version);
  }

  private Dialect yarnOfLockFile() {
    var lock = BERRY_LOCK.matcher(lockText());
    boolean berry = lock.find();
    if (!berry && !folder.isFile(".yarnrc.yml")) {
      return Dialect.classicYarn();
    }
    if (bringsYarn()) {
      return Dialect.yarn("yarn");
    }
    int version = berry ? number(lock, 1) : LOCK_OF_YARN_4;
    int yarn = version >= LOCK_OF_YARN_4 ? 4 : version >= LOCK_OF_YARN_3 ? 3 : 2;
    notes.add("It is Yarn %d, by what yarn.lock looks like.".formatted(yarn));
    return Dialect.yarn("corepack yarn@" + yarn);
  }

  /// Tells whether the project has its Yarn in the repository; the builder's then starts that one.
  private boolean bringsYarn() {
    return YARN_PATH.matcher(folder.text(".yarnrc.yml").orElse("")).find();
  }

  private String lockText() {
    return lockFile.flatMap(file -> folder.text(file, LARGEST_LOCK_FILE)).orElse("");
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
